import { openConnection } from "./connection.ts";
import { addressOf, measure, request, type Source } from "./plan.ts";
import { registration, type Sources } from "./sources.ts";
import { figure, type Line } from "./table.ts";

/** A server that gets load, here one with the paths and bodies of Django REST Registration: each turn has its own source. */
export type Peer = { readonly port: number; readonly register: () => Source; readonly profile: () => Source };

/** Ours; `settle` waits until no mail is left that would be sent in the peer's turn. */
export type Ours = { readonly port: number; readonly sources: Sources; readonly settle: () => Promise<unknown> };

const connections = 16;
const rounds = 3;

/** Both registrations and both profiles by session cookie, in turns with the peer. */
export async function besidePeer(peer: Peer, { port, sources, settle }: Ours): Promise<readonly Line[]> {
  const ours: Peer = { port, register: sources.register, profile: () => sources.profileByCookie };
  const register = await inTurns([ours, peer], { kind: "register", warm: 8, each: 3, settle });
  const profile = await inTurns([ours, peer], { kind: "profile", warm: 2, each: 2, settle });
  return [line("registration", register, 4), line("profile/ by cookie", profile, 1.5)];
}

function line(what: string, [ours, theirs]: readonly [number, number], atLeast: number): Line {
  const ceiling = `peer ${figure(theirs, "/s")}`;
  return {
    what: `${what}, in turns with the peer`,
    measured: figure(ours, "/s"),
    ceiling,
    ratio: ours / theirs,
    atLeast,
  };
}

/** What is sent, for how many seconds: once to warm up, then at each turn. */
type Comparison = {
  readonly kind: "register" | "profile";
  readonly warm: number;
  readonly each: number;
  readonly settle: Ours["settle"];
};

/** Answers a second of both, each the mean of its turns: the machine's own speed changes from minute to minute. */
async function inTurns(sides: readonly [Peer, Peer], { kind, warm, each, settle }: Comparison) {
  const rateOf = async (side: Peer, seconds: number) => {
    const how = { port: side.port, connections, warmSeconds: 1, seconds };
    const { perSecond, statuses } = await measure({ ...how, source: side[kind]() });
    // Whoever is sent elsewhere has got nothing yet.
    const isSentOn = Object.keys(statuses).some((status) => status.startsWith("3"));
    if (isSentOn) throw new Error(`${kind} was redirected: ${JSON.stringify(statuses)}`);
    await settle();
    return perSecond;
  };
  for (const side of sides) await rateOf(side, warm);
  const sums: [number, number] = [0, 0];
  for (let round = 0; round < rounds; round += 1) {
    sums[0] += await rateOf(sides[0], each);
    sums[1] += await rateOf(sides[1], each);
  }
  return [sums[0] / rounds, sums[1] / rounds] as const;
}

/**
 * The server at `PEER_URL`, logged in to with `PEER_LOGIN` and `PEER_PASSWORD`; null where there is none. Throws a sentence
 * that says what to mend when it is not on this machine's loopback, or does not let us in.
 */
export async function findPeer(): Promise<Peer | null> {
  const { PEER_URL, PEER_LOGIN: login, PEER_PASSWORD: password } = process.env;
  if (!PEER_URL) return null;
  if (!login || !password) throw new Error("PEER_URL needs PEER_LOGIN and PEER_PASSWORD, of an active account there.");
  const base = new URL(PEER_URL.endsWith("/") ? PEER_URL : `${PEER_URL}/`);
  if (base.protocol !== "http:" || !["localhost", "127.0.0.1"].includes(base.hostname))
    throw new Error(
      "PEER_URL must be http:// on localhost or 127.0.0.1: the load shares the machine with both servers.",
    );
  const cookie = await logIn(new URL("login/", base), { login, password });
  const peer = peerAt(base, cookie);
  await demandProfile(peer);
  return peer;
}

/** Every cookie that the login sets, as a browser would send them back. */
async function logIn(url: URL, body: object): Promise<string> {
  const headers = { "Content-Type": "application/json", Accept: "application/json" };
  const sent = { method: "POST", redirect: "manual", headers, body: JSON.stringify(body) } as const;
  const answer = await fetch(url, sent).catch((error: unknown) => {
    throw new Error(`Nobody answers at ${url.href} (PEER_URL).`, { cause: error });
  });
  const cookies = answer.headers.getSetCookie().map((text) => text.split(";")[0]);
  await answer.body?.cancel();
  if (answer.status === 200 && cookies.length > 0) return cookies.join("; ");
  throw new Error(
    `Logging in at ${url.href} answered ${answer.status} with ${cookies.length} cookies, not 200 with one.`,
  );
}

function peerAt(base: URL, cookie: string): Peer {
  const port = Number(base.port || 80);
  const [host, at] = [{ Host: base.host }, (name: string) => `${base.pathname}${name}/`];
  const registering = (index: number) => {
    const headers = { ...host, "X-Forwarded-For": addressOf(index) };
    return request(`POST ${at("register")}`, port, { headers, body: registration() });
  };
  const register = () => Array.from({ length: 500 }, (_, index) => registering(index));
  const profile = [request(`GET ${at("profile")}`, port, { headers: { ...host, Cookie: cookie } })];
  return {
    port,
    register: () => ({ name: "the peer's registration", weight: 1, requests: register() }),
    profile: () => ({ name: "the peer's profile", weight: 1, requests: profile }),
  };
}

/** By the connection that carries the load, which reads less of HTTP than `fetch`. */
async function demandProfile({ port, profile }: Peer): Promise<void> {
  const connection = await openConnection(port);
  const { status } = await connection.ask(profile().requests[0] ?? "");
  connection.close();
  if (status !== 200) throw new Error(`The peer's profile/ answered ${status} to the cookie of its login, not 200.`);
}
