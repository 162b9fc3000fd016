import { type Client, clientOf } from "#e2e/support/api.ts";
import { newPerson, type Person, registration } from "#e2e/support/people.ts";
import type { Place } from "#e2e/support/place.ts";

/** One answer, as a client remembers it. */
export type Remembered = {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly retryAfter: string | null;
  readonly ms: number;
};

/** A registration that was acknowledged with 201: a promise. */
export type Registered = { readonly person: Person; readonly id: string; readonly client: Client };

/** Whoever was there: every answer, every promise, every session that was ended, and what no log may hold. */
export type Witness = {
  readonly place: Place;
  readonly answers: readonly Remembered[];
  readonly registered: readonly Registered[];
  /** Addresses whose owner, with an active account, asked for a reset and was told yes: a promise too. Once each. */
  readonly resets: readonly string[];
  /** Session cookies of which somebody was told that they are over. */
  readonly ended: readonly string[];
  readonly secrets: ReadonlySet<string>;
  /** Requests that got no answer at all. */
  lost(): number;
  /** A client whose every answer is remembered. */
  client(): Client;
  /** Signs somebody new up; null when that was not acknowledged, or the answer was lost. */
  signUp(): Promise<Registered | null>;
  askForReset(who: Registered): Promise<void>;
  logOut(client: Client): Promise<void>;
};

/** A witness of the application at this place. */
export function witnessOf(place: Place): Witness {
  const answers: Remembered[] = [];
  const registered: Registered[] = [];
  const [resets, ended]: [string[], string[]] = [[], []];
  const secrets = new Set<string>();
  let lost = 0;
  const client = (): Client => {
    const inner = clientOf(place);
    const send: Client["send"] = async (method, path, sending) => {
      const began = performance.now();
      const answer = await inner.send(method, path, sending).catch((error: unknown) => {
        lost += 1;
        throw error;
      });
      const { status, headers } = answer;
      const retryAfter = headers.get("retry-after");
      answers.push({ method, path, status, retryAfter, ms: performance.now() - began });
      for (const name of ["session", "reg"] as const) keepSecret(inner.cookies.get(name)?.value);
      return answer;
    };
    return {
      ...inner,
      send,
      get: (path, sending) => send("GET", path, sending),
      post: (path, fields = {}, sending) => send("POST", path, { ...sending, fields }),
    };
  };
  const keepSecret = (value: string | undefined) => void (value && secrets.add(value));
  return {
    place,
    answers,
    registered,
    resets,
    ended,
    secrets,
    lost: () => lost,
    client,
    signUp: () => signUpWith(client(), { registered, keepSecret }),
    askForReset: async ({ client: who, person }) => {
      const { status } = await who.post("/api/v1/accounts/send-reset-password-link/", { login: person.username });
      if (status === 200) resets.push(person.email);
    },
    logOut: async (who) => {
      const cookie = who.cookies.get("session")?.value;
      const { status } = await who.post("/api/v1/accounts/logout/");
      if (status === 200 && cookie) ended.push(cookie);
    },
  };
}

type Memory = { readonly registered: Registered[]; readonly keepSecret: (value: string) => void };

async function signUpWith(client: Client, { registered, keepSecret }: Memory): Promise<Registered | null> {
  const person = newPerson();
  keepSecret(person.password);
  const answer = await client.post("/api/v1/accounts/register/", registration(person)).catch(() => null);
  if (answer?.status !== 201) return null;
  const kept = { person, client, id: String(answer.body.id) };
  registered.push(kept);
  return kept;
}
