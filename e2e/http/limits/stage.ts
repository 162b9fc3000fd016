import { randomInt } from "node:crypto";
import { expect } from "vitest";
import { notingHashes } from "#e2e/security/uniform/hash-runs.ts";
import { type Answer, type Client, clientOf, type Fields } from "#e2e/support/api.ts";
import { type App, twoProcesses } from "#e2e/support/app.ts";
import { fieldsOf } from "#e2e/support/links.ts";
import { look } from "#e2e/support/look.ts";
import { linkIn, mailboxOf } from "#e2e/support/mailbox.ts";
import { startOwnApp } from "#e2e/support/own-app.ts";
import { newPerson, type Person, registration } from "#e2e/support/people.ts";
import { currentDatabase, type Place } from "#e2e/support/place.ts";

/** An application with the figures of security.md as they are, and ways to come to it from anywhere. */
export type LimitStage = {
  readonly app: App;
  /** A POST to the accounts API, from an address nobody came from before unless one is given. */
  post(path: string, fields: Fields, from?: From): Promise<Answer>;
  logIn(login: string, password: string, from?: From): Promise<Answer>;
  /** So many failing logins at this name; their statuses. */
  fail(login: string, count: number, from?: () => From): Promise<number[]>;
  /** Somebody with an account. */
  person(): Promise<Person & { readonly id: string; readonly client: Client }>;
  /** Somebody logged in. */
  loggedIn(): Promise<Person & { readonly id: string; readonly client: Client }>;
  /** Time passes: every window that would be over by then is over. */
  pass(interval: string): Promise<void>;
};

/** Where a request comes from, with whose cookies. */
export type From = {
  readonly address?: string;
  readonly client?: Client;
  readonly headers?: Readonly<Record<string, string>>;
};

const settings = (place: Place) => ({
  ...notingHashes(place),
  RATE_LIMIT_SCALE: "1",
  // So that a test can come from anywhere.
  TRUSTED_PROXY_COUNT: "1",
  // They count together.
  ...twoProcesses(currentDatabase()),
});

/** Starts the application; the test disposes of it. */
export async function openLimitStage(): Promise<LimitStage> {
  const app = await startOwnApp(settings);
  const post: LimitStage["post"] = (path, fields, { address = newAddress(), client, headers } = {}) => {
    const forwarded = { "x-forwarded-for": address, ...headers };
    return (client ?? clientOf(app)).post(`/api/v1/accounts/${path}/`, fields, { headers: forwarded });
  };
  const logIn: LimitStage["logIn"] = (login, password, from) => post("login", { login, password }, from);
  const person = async () => {
    const somebody = newPerson();
    const client = clientOf(app);
    const { body } = await post("register", registration(somebody), { client });
    const link = fieldsOf(linkIn(await mailboxOf(app).take(somebody.email)));
    expect((await post("verify-registration", { ...link }, { client })).status).toBe(200);
    return { ...somebody, client, id: String(body.id) };
  };
  return {
    app,
    post,
    logIn,
    person,
    async fail(login, count, from = () => ({})) {
      const statuses = [];
      for (let done = 0; done < count; done += 1)
        statuses.push((await logIn(login, newPerson().password, from())).status);
      return statuses;
    },
    async loggedIn() {
      const somebody = await person();
      const { username, password, client } = somebody;
      expect((await logIn(username, password, { client })).status).toBe(200);
      return somebody;
    },
    async pass(interval) {
      const sql = "UPDATE limit_buckets SET resets_at = now() WHERE resets_at <= now() + $1::interval";
      await look(app, sql, [interval]);
    },
  };
}

/** An address nobody came from before. */
export function newAddress(): string {
  return [10, randomInt(256), randomInt(256), randomInt(1, 255)].join(".");
}

/** Demands 429 as every endpoint spells it; the seconds it names. */
export function expectThrottled({ status, headers, body }: Answer): number {
  const seconds = headers.get("retry-after") ?? "";
  expect(status).toBe(429);
  expect(seconds).toMatch(/^[1-9]\d*$/);
  const words = `Request was throttled. Expected available in ${seconds} second${seconds === "1" ? "" : "s"}.`;
  expect(body).toEqual({ detail: words, code: "throttled" });
  return Number(seconds);
}

/** The same status so many times. */
export function times(count: number, status: number): number[] {
  return Array.from({ length: count }, () => status);
}
