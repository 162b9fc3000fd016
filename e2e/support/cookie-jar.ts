/** One cookie as a `Set-Cookie` header gave it; attribute names in lower case, an attribute without value is "". */
export type Cookie = {
  readonly name: string;
  readonly value: string;
  readonly attributes: Readonly<Record<string, string>>;
};

/** The cookies of one browser. */
export type CookieJar = {
  /** The `Cookie` header to send, or null when the jar is empty. */
  header(): string | null;
  /** Takes over what an answer set, and forgets what it removed. */
  keep(setCookies: readonly string[]): void;
  get(name: string): Cookie | null;
  /** Puts a cookie in by hand, as a thief or a planter would. */
  put(name: string, value: string): void;
  drop(name: string): void;
};

/** An empty jar. It knows one origin only, so it needs neither domains nor paths. */
export function makeCookieJar(): CookieJar {
  const cookies = new Map<string, Cookie>();
  return {
    header: () =>
      cookies.size > 0 ? [...cookies.values()].map(({ name, value }) => `${name}=${value}`).join("; ") : null,
    keep(setCookies) {
      for (const cookie of setCookies.map(parseSetCookie)) {
        if (isRemoval(cookie)) cookies.delete(cookie.name);
        else cookies.set(cookie.name, cookie);
      }
    },
    get: (name) => cookies.get(name) ?? null,
    put: (name, value) => void cookies.set(name, { name, value, attributes: {} }),
    drop: (name) => void cookies.delete(name),
  };
}

/** Reads one `Set-Cookie` header (RFC 6265 §5.2). */
export function parseSetCookie(text: string): Cookie {
  const [pair = "", ...rest] = text.split(";").map((part) => part.trim());
  const split = (part: string) => [part.split("=")[0] ?? "", part.split("=").slice(1).join("=")] as const;
  const [name, value] = split(pair);
  const attributes = Object.fromEntries(rest.map(split).map(([key, word]) => [key.toLowerCase(), word]));
  return { name, value, attributes };
}

function isRemoval({ attributes }: Cookie): boolean {
  const { "max-age": maxAge, expires } = attributes;
  return maxAge === undefined ? expires !== undefined && Date.parse(expires) <= Date.now() : Number(maxAge) <= 0;
}
