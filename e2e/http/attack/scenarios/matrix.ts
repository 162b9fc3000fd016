import { wireOf } from "#e2e/http/attack/draft.ts";
import { postDraft } from "#e2e/http/attack/link-trials.ts";
import { observe, type Play, type Steps, timed } from "#e2e/http/attack/play.ts";
import { exchange } from "#e2e/http/attack/wire.ts";
import { linkEndpoints } from "#e2e/http/attack/world.ts";
import { clientOf } from "#e2e/support/api.ts";

const accounts = "/api/v1/accounts";

/** Steps that take the later half of every flow first, or with the proof of another. */
export const matrixSteps: Steps = [
  [
    "for every flow: call each later step first, and each step with the proof of another flow, user, provider or browser",
    async (play) => {
      await skipSteps(play);
      await borrowProofs(play);
      play.facts.set("every answer counts", true);
    },
  ],
];

/** The second half without the first, in a browser that has all the cookies of the flow but not its link. */
async function skipSteps(play: Play): Promise<void> {
  const { app } = play.world;
  const actor = await play.world.newActor();
  const browser = clientOf(app);
  await browser.post(`${accounts}/send-reset-password-link/`, { login: actor.person.email });
  await play.world.quiet();
  const password = "gravel octopus lantern seven";
  const later: readonly (readonly [string, object])[] = [
    ["reset-password", { password, password_confirm: password }],
    ["verify-registration", { new_password: password, new_password_confirm: password }],
    ["verify-email", { email: "thief@example.org" }],
    ["undo-email-change", { email: actor.person.email }],
    ["change-password", { old_password: actor.person.password, password, password_confirm: password }],
    ["register-email", { email: "thief@example.org" }],
    ["delete-account", { password: actor.person.password }],
    ["reauthenticate", { password: actor.person.password }],
    ["cancel-email-change", {}],
  ];
  for (const [name, body] of later) {
    await observe(play, "skipped", () => timed(browser.post(`${accounts}/${name}/`, { ...body })));
  }
}

/** Every link at every endpoint that it is not for, and the right one with somebody else's id. */
async function borrowProofs(play: Play): Promise<void> {
  const { world } = play;
  const other = await world.newActor();
  for (const source of linkEndpoints) {
    const { fields, person } = await world.newLink(source);
    for (const target of linkEndpoints) {
      const borrowed = { email: person.email, ...fields };
      const user_id = source === target ? other.id : fields.user_id;
      const draft = await postDraft(world, target, Object.entries({ ...borrowed, user_id }));
      const request = wireOf(world, draft);
      await observe(play, "borrowed", () => exchange(world.app.url, request));
    }
    const undo = { ...fields, email: person.email };
    await observe(play, "borrowed", () => timed(clientOf(world.app).post(`${accounts}/undo-email-change/`, undo)));
  }
}
