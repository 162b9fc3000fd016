import { randomBytes } from "node:crypto";
import { signLink } from "#lib/links/sign.ts";
import { makePending, password } from "./accounts.ts";
import { addressOf, numberMark, request, type Source } from "./plan.ts";
import { credentials, type Stage } from "./stage.ts";

const api = "/api/v1/accounts";

/** The kinds of requests, written out for one stage. */
export type Sources = {
  readonly bare: Source;
  readonly profileByCookie: Source;
  readonly profileByBearer: Source;
  readonly login: (accounts: number) => Source;
  readonly register: () => Source;
  readonly reset: (accounts: number) => Source;
  /** Signs links of `count` new pending sign-ups; each can be used once. */
  readonly verify: (count: number) => Promise<Source>;
};

/** Prepares the kinds of requests: logs in once for the cookie and once for the access token. */
export async function sourcesFor(stage: Stage): Promise<Sources> {
  const { cookie, access } = await credentials(stage);
  const get = (name: string, path: string, headers: Readonly<Record<string, string>>): Source => ({
    name,
    weight: 1,
    requests: [request(`GET ${path}`, stage.port, { headers })],
  });
  return {
    bare: get("bare handler", "/.well-known/change-password", { Cookie: cookie }),
    profileByCookie: get("profile, cookie", `${api}/profile/`, { Cookie: cookie }),
    profileByBearer: get("profile, Bearer", `${api}/profile/`, { Authorization: `Bearer ${access}` }),
    login: (accounts) =>
      postOf(
        stage,
        "login",
        someNames(accounts).map((login) => ({ login, password })),
      ),
    register: () => postOf(stage, "register", Array.from({ length: 500 }, registration)),
    reset: (accounts) =>
      postOf(
        stage,
        "send-reset-password-link",
        someNames(accounts).map((login) => ({ login })),
      ),
    verify: (count) => verifications(stage, count),
  };
}

function postOf({ port }: Stage, name: string, bodies: readonly object[]): Source {
  return {
    name,
    weight: 1,
    requests: bodies.map((body, index) =>
      request(`POST ${api}/${name}/`, port, { body, headers: { "X-Forwarded-For": addressOf(index) } }),
    ),
  };
}

/** Five hundred of the made accounts, spread over all of them. */
function someNames(accounts: number): readonly string[] {
  const count = Math.min(500, accounts);
  return Array.from({ length: count }, (_, index) => `bench_${1 + Math.floor((index * accounts) / count)}`);
}

/** The body of somebody's sign-up; the load makes each of its uses another person. */
export function registration(): object {
  const username = `new_${randomBytes(3).toString("hex")}_${numberMark}`;
  const chosen = "harbour-lights-at-dusk";
  return { username, email: `${username}@example.org`, password: chosen, password_confirm: chosen };
}

async function verifications(stage: Stage, count: number): Promise<Source> {
  const pending = await makePending(stage.databaseUrl, count, stage.hash);
  const keys = [Buffer.from(stage.app.secretKey, "base64")];
  const timestamp = Math.floor(Date.now() / 1_000);
  const bodies = pending.map(({ id, email }) => {
    const claims = { origin: stage.app.url, purpose: "register", userId: id, timestamp, email, state: "1" } as const;
    return { user_id: id, timestamp: String(timestamp), signature: signLink({ keys, ...claims }) };
  });
  return { ...postOf(stage, "verify-registration", bodies), isOnce: true };
}
