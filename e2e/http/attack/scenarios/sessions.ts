import { actorOf, demand, keptText, observe, type Play, type Steps, timed } from "#e2e/http/attack/play.ts";
import { sessionOf } from "#e2e/http/attack/seeds.ts";
import { clientOf } from "#e2e/support/api.ts";
import { signedLink } from "#e2e/support/links.ts";
import { look } from "#e2e/support/look.ts";
import { newPassword, useLink } from "./links.ts";

const profile = "/api/v1/accounts/profile/";

/** Steps with sessions and tokens. */
export const sessionSteps: Steps = [
  ["login", (play) => logInAs(play, "cookie")],
  ["login 1", (play) => logInAs(play, "cookie 1")],
  ["login 2", (play) => logInAs(play, "cookie 2")],
  ["login to get token and cookie", logInForToken],
  ["copy cookie", async (play) => void play.texts.set("cookie", keptText(play, "cookie"))],
  ["logout", async (play) => demand(await withSession(play, "cookie").post("/api/v1/accounts/logout/"))],
  ["password_change", (play) => changePassword(play, play.texts.has("cookie") ? "cookie" : null)],
  ["password_change in 1", (play) => changePassword(play, "cookie 1")],
  ["reset password by link", resetByLink],
  ["reset_confirm", resetByLink],
  ["use daily until absolute limit + 1 s", outlive],
  ["replay", (play) => replay(play, "cookie")],
  ["replay cookie 2", (play) => replay(play, "cookie 2")],
  ["use the old token", replayToken],
  [
    "login as A",
    async (play) => {
      play.actor = await play.world.newActor();
    },
  ],
  ["list sessions of B", listOfB],
  ["DELETE B's session as A", deleteOfB],
];

function withSession(play: Play, name: string) {
  const client = clientOf(play.world.app);
  client.cookies.put("session", keptText(play, name));
  return client;
}

async function logInAs(play: Play, name: string): Promise<void> {
  play.actor ??= await play.world.newActor();
  const session = await sessionOf(play.world.app, actorOf(play).person);
  play.texts.set(name, session);
  demand(await withSession(play, name).get(profile));
  await play.world.quiet();
}

async function logInForToken(play: Play): Promise<void> {
  play.actor = await play.world.newActor();
  const { username: login, password } = play.actor.person;
  const client = clientOf(play.world.app);
  const { body } = await client.post("/api/v1/accounts/login/", { login, password });
  play.texts.set("token", String(body.token));
  play.texts.set("cookie", client.cookies.get("session")?.value ?? "");
  const headers = { authorization: `Bearer ${body.token}` };
  demand(await clientOf(play.world.app).get(profile, { headers }));
  await play.world.quiet();
}

async function changePassword(play: Play, cookie: string | null): Promise<void> {
  const { session, person } = actorOf(play);
  if (cookie === null) play.texts.set("session of the actor", session);
  const client = withSession(play, cookie ?? "session of the actor");
  const password = newPassword();
  const body = { old_password: person.password, password, password_confirm: password };
  demand(await client.post("/api/v1/accounts/change-password/", body));
}

async function resetByLink(play: Play): Promise<void> {
  const { world } = play;
  const { person, id } = actorOf(play);
  play.endpoint = "reset_confirm";
  play.held = { person, id, fields: await signedLink(world.app, id, { purpose: "reset-password" }) };
  demand(await useLink(play));
}

/** Used a moment ago, and opened longer ago than any session lives. */
async function outlive(play: Play): Promise<void> {
  const sql = `UPDATE sessions SET last_seen_at = now(), created_at = now() - interval '30 days 1 second'
    WHERE user_id = $1::uuid`;
  await look(play.world.app, sql, [actorOf(play).id]);
}

async function replay(play: Play, name: string): Promise<void> {
  await observe(play, "replay", () => timed(withSession(play, name).get(profile)));
}

async function replayToken(play: Play): Promise<void> {
  const headers = { authorization: `Bearer ${keptText(play, "token")}` };
  await observe(play, "replay", () => timed(clientOf(play.world.app).get(profile, { headers })));
}

async function listOfB(play: Play): Promise<void> {
  const session = await play.world.session("user_b");
  const client = clientOf(play.world.app);
  client.cookies.put("session", session);
  const { body } = await client.get("/api/v1/accounts/sessions/");
  play.texts.set("session of B", String(body.sessions[0].id));
}

async function deleteOfB(play: Play): Promise<void> {
  const client = clientOf(play.world.app);
  client.cookies.put("session", actorOf(play).session);
  const path = `/api/v1/accounts/sessions/${keptText(play, "session of B")}/`;
  await observe(play, "DELETE", () => timed(client.send("DELETE", path)));
}
