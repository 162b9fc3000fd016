/** One of next-auth's actions, as a browser would ask for it. */
export type NextAuthCall = {
  readonly method: "GET" | "POST";
  readonly action: "signin" | "callback" | "session" | "csrf" | "providers" | "signout";
  readonly provider?: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: Readonly<Record<string, string>>;
  readonly cookies: Readonly<Record<string, string>>;
};

/** Where next-auth sends the browser, what it says, and what it puts into cookies: by name, and as whole headers. */
export type NextAuthAnswer = {
  readonly location: string;
  readonly body: unknown;
  readonly cookies: ReadonlyMap<string, string>;
  readonly setCookies: readonly string[];
};

/** next-auth's handler in the form for Next's older router: the one that takes plain objects and reads no request scope. */
export type NextAuthHandler = (request: object, response: Recorder) => Promise<unknown>;

/** Calls the handler with a request of our own making and tells what it answered. */
export async function callNextAuth(handler: NextAuthHandler, call: NextAuthCall): Promise<NextAuthAnswer> {
  const { method, action, provider, query = {}, body = {}, cookies } = call;
  const recorder = new Recorder();
  const nextauth = provider === undefined ? [action] : [action, provider];
  await handler({ method, body, cookies, headers: {}, query: { ...query, nextauth } }, recorder);
  const setCookies = recorder.headers.get("set-cookie") ?? [];
  const location = recorder.headers.get("location")?.[0] ?? "";
  return { location, body: recorder.body, cookies: cookiesIn(setCookies), setCookies };
}

/** The part of Node's response that next-auth uses, keeping what it is told. */
class Recorder {
  readonly headers = new Map<string, readonly string[]>();
  body: unknown;

  status(): this {
    return this;
  }

  getHeader(name: string): readonly string[] | undefined {
    const values = this.headers.get(name.toLowerCase());
    return values && [...values];
  }

  setHeader(name: string, value: string | readonly string[]): this {
    this.headers.set(name.toLowerCase(), typeof value === "string" ? [value] : value);
    return this;
  }

  send(body: unknown): void {
    this.body = body;
  }

  json(body: unknown): void {
    this.body = body;
  }

  end(): void {}
}

function cookiesIn(setCookies: readonly string[]): ReadonlyMap<string, string> {
  const pairs = setCookies.map((text) => text.split(";", 1)[0] ?? "");
  return new Map(
    pairs.map((pair) => [pair.split("=", 1)[0] ?? "", decodeURIComponent(pair.slice(pair.indexOf("=") + 1))]),
  );
}
