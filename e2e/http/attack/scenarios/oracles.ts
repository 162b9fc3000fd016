import { seenAnswer } from "#e2e/http/attack/answer-checks.ts";
import { wireOf } from "#e2e/http/attack/draft.ts";
import { postDraft } from "#e2e/http/attack/link-trials.ts";
import { type Play, type Steps, timed } from "#e2e/http/attack/play.ts";
import { measure } from "#e2e/http/attack/timing.ts";
import { exchange, type WireAnswer } from "#e2e/http/attack/wire.ts";
import type { LinkEndpoint } from "#e2e/http/attack/world.ts";
import { type Answer, clientOf } from "#e2e/support/api.ts";
import { newPerson, registration } from "#e2e/support/people.ts";

const register = "/api/v1/accounts/register/";
const login = "/api/v1/accounts/login/";
const manyTimes = 200;

/** Steps that look for a difference between answers which must not differ. */
export const oracleSteps: Steps = [
  ["register existing verified / existing unverified / new address, 200 times each interleaved", registrationOracle],
  [
    "login unknown user / wrong password / OAuth-only / unverified with wrong password, 200 times each interleaved",
    loginOracle,
  ],
  [
    "reset_confirm with signature x for a known and for an unknown user_id, 200 times each interleaved",
    (play) => linkOracle(play, "reset_confirm", manyTimes),
  ],
  [
    "verify_registration with signature x for a known and for an unknown user_id",
    (play) => linkOracle(play, "verify_registration", 1),
  ],
];

async function registrationOracle(play: Play): Promise<void> {
  const { app, seeds } = play.world;
  const signUp = (email: string) => timed(clientOf(app).post(register, registration(newPerson({ email }))));
  const classes = {
    verified: () => signUp(seeds.user_a.person.email),
    unverified: () => signUp(seeds.pending.person.email),
    new: () => signUp(newPerson().email),
  };
  await compare(play, classes, manyTimes);
}

async function loginOracle(play: Play): Promise<void> {
  const { app, seeds } = play.world;
  const fail = (name: string) => timed(clientOf(app).post(login, { login: name, password: newPerson().password }));
  const classes = {
    unknown: () => fail(newPerson().email),
    wrong: () => fail(seeds.user_a.person.email),
    "oauth-only": () => fail(seeds.oauth_only.person.email),
    unverified: () => fail(seeds.pending.person.email),
  };
  await compare(play, classes, manyTimes);
}

async function linkOracle(play: Play, endpoint: LinkEndpoint, rounds: number): Promise<void> {
  const { world } = play;
  play.endpoint = endpoint;
  const genuine = (await world.link(endpoint)).fields;
  const signature = `${"x".repeat(42)}A`;
  const use = async (user_id: string): Promise<WireAnswer> => {
    const draft = await postDraft(world, endpoint, Object.entries({ ...genuine, user_id, signature }));
    return exchange(world.app.url, wireOf(world, draft));
  };
  const classes = {
    known: () => use(genuine.user_id),
    unknown: () => use("11111111-1111-4111-8111-111111111111"),
  };
  await compare(play, classes, rounds);
}

type Classes = Readonly<Record<string, () => Promise<WireAnswer>>>;

async function compare(play: Play, classes: Classes, rounds: number): Promise<void> {
  const { samples, answers } = await measure(classes, rounds);
  play.facts.set("samples", samples);
  play.facts.set("measure again", () => measure(classes, rounds));
  play.facts.set("kinds of answers", [...new Set(answers.map(shapeOf))]);
  const last = answers.at(-1);
  if (last) play.recorded.push({ label: "POST", answer: last, changed: [], mails: [] });
}

/** What can be seen of an answer beside the values that every sign-up brings along. */
function shapeOf(answer: Answer): string {
  const { text, ...seen } = seenAnswer(answer);
  const isOwn = answer.body?.id !== undefined;
  return JSON.stringify({ ...seen, body: isOwn ? Object.keys(answer.body) : text });
}
