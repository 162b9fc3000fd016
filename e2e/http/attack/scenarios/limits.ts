import { demand, observe, type Play, type Steps, timed } from "#e2e/http/attack/play.ts";
import { forgetCounters } from "#e2e/http/attack/worn-out.ts";
import { clientOf } from "#e2e/support/api.ts";
import { newPerson } from "#e2e/support/people.ts";

const login = "/api/v1/accounts/login/";

/** Steps that use up the limits of the login. */
export const limitSteps: Steps = [
  ["n failing logins for one account at once", failAtOnce],
  ["9 failing logins, 1 success from the same IP on an own account, repeat 10 times", hideBehindSuccesses],
  ["100 wrong logins for victim from 100 IPs, then correct login of victim from a known device", lockOut],
];

/** From many addresses, so that only the account can be what they are counted by. */
async function failAtOnce(play: Play): Promise<void> {
  play.world = await play.stages.rich();
  await forgetCounters(play.world);
  const { username } = play.world.seeds.user_a.person;
  const attempts = Array.from({ length: play.n }, (_, index) => {
    const headers = { "x-forwarded-for": `203.0.113.${index}` };
    return timed(
      clientOf(play.world.app).post(login, { login: username, password: newPerson().password }, { headers }),
    );
  });
  const answers = await Promise.all(attempts);
  play.recorded.push(...answers.map((answer) => ({ label: "POST", answer, changed: [], mails: [] })));
}

async function hideBehindSuccesses(play: Play): Promise<void> {
  play.world = await play.stages.limited();
  await forgetCounters(play.world);
  const { app, seeds } = play.world;
  const fail = () => clientOf(app).post(login, { login: newPerson().username, password: newPerson().password });
  const { username, password } = seeds.user_b.person;
  for (let round = 0; round < 10; round += 1) {
    for (let count = 0; count < 9; count += 1) await fail();
    await clientOf(app).post(login, { login: username, password });
  }
  await observe(play, "POST", () => timed(fail()));
}

async function lockOut(play: Play): Promise<void> {
  play.world = await play.stages.rich();
  await forgetCounters(play.world);
  const { app, seeds } = play.world;
  const { username, password } = seeds.bob.person;
  const ownDevice = clientOf(app);
  const from = (index: number) => ({ headers: { "x-forwarded-for": `192.0.2.${index}` } });
  demand(await ownDevice.post(login, { login: username, password }, from(200)));
  ownDevice.cookies.drop("session");
  for (let index = 0; index < 100; index += 1) {
    await clientOf(app).post(login, { login: username, password: newPerson().password }, from(index));
  }
  const stranger = await clientOf(app).post(login, { login: username, password }, from(150));
  if (stranger.status !== 429) throw new Error(`After so many failures a stranger's browser gets ${stranger.status}.`);
  await observe(play, "victim_login", () => timed(ownDevice.post(login, { login: username, password }, from(200))));
}
