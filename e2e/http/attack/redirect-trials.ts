import { z } from "zod";
import { clientOf } from "#e2e/support/api.ts";
import { parseSetCookie } from "#e2e/support/cookie-jar.ts";
import type { AttackCase } from "./corpus.ts";
import { baseDraft, type Draft } from "./draft.ts";
import { type Performance, performOnce } from "./performance.ts";
import { filled } from "./placeholders.ts";
import { basePassword } from "./seeds.ts";
import type { Trial } from "./trials.ts";
import type { World } from "./world.ts";

/** Where a redirect is asked for: the ways of the group's note. */
const ways = {
  "login page": (world, wish) => pageDraft(world, "/login", named("next", wish)),
  "login form": loginForm,
  "sign-in of next-auth": (world, wish) => pageDraft(world, "/api/auth/signin", named("callbackUrl", wish)),
  "sign-out of next-auth": (world, wish) => signOut(world, wish, null),
  "cookie of next-auth": (world, wish) => signOut(world, { ...wish, targets: [] }, wish.targets.at(-1) ?? null),
} as const satisfies Record<string, (world: World, wish: Wish) => Promise<Draft>>;

/** Where somebody wants to be led, once or more often; `suffix` is what stands after the parameter's name. */
type Wish = { readonly targets: readonly string[]; readonly suffix: string };

const dupShape = z.object({ rule: z.literal("dup_query"), field: z.string(), values: z.array(z.string()) });

/** The note of the group: through the login page, and as the callback of next-auth's sign-in, sign-out and cookie. */
export function redirectTrials(attack: AttackCase): readonly Trial[] {
  return Object.entries(ways).map(([label, draftOf]) => ({
    label,
    // Only a login leads anywhere by `next`; and next-auth has no sign-in page here.
    expected: label === "login form" ? attack.expected : "location=safe; status=200|302|303|307|400|404; never=5xx",
    perform: async ({ main }): Promise<Performance> => {
      const world = await main();
      const targets = targetsOf(world, attack);
      const suffix = attack.gen?.["field"] === "next[]" ? "[]" : "";
      return performOnce(world, await draftOf(world, { targets, suffix }), targets);
    },
  }));
}

function targetsOf(world: World, { gen, input }: AttackCase): readonly string[] {
  const texts = gen === undefined ? [input] : dupShape.parse(gen).values;
  return texts.map((text) => String(filled(world, text)));
}

function named(name: string, { targets, suffix }: Wish): [string, string][] {
  return targets.map((target) => [name + suffix, target]);
}

async function pageDraft(world: World, path: string, query: [string, string][]): Promise<Draft> {
  const draft = await baseDraft(world, "login_page");
  return Object.assign(draft, { path, query, headers: [["Accept", "text/html"]] });
}

/** What a browser without script sends when somebody logs in at the page that was opened with this target. */
async function loginForm(world: World, wish: Wish): Promise<Draft> {
  const draft = await baseDraft(world, "login");
  const { username: login } = world.seeds.user_a.person;
  return asForm(world, draft, [["login", login], ["password", basePassword], ...named("next", wish)]);
}

async function signOut(world: World, wish: Wish, cookie: string | null): Promise<Draft> {
  const draft = await pageDraft(world, "/api/auth/signout", []);
  const { body, setCookies } = await clientOf(world.app).get("/api/auth/csrf");
  draft.method = "POST";
  draft.cookies = new Map(setCookies.map(parseSetCookie).map(({ name, value }) => [name, value]));
  const callback = [...draft.cookies.keys()].find((name) => name.includes("callback")) ?? "next-auth.callback-url";
  if (cookie !== null) draft.cookies.set(callback, encodeURIComponent(cookie));
  return asForm(world, draft, [["csrfToken", String(body?.csrfToken)], ...named("callbackUrl", wish)]);
}

function asForm(world: World, draft: Draft, pairs: [string, string][]): Draft {
  const raw = {
    body: Buffer.from(new URLSearchParams(pairs).toString()),
    contentType: "application/x-www-form-urlencoded",
  };
  const headers: [string, string][] = [
    ["Accept", "text/html"],
    ["Origin", world.app.url],
  ];
  return Object.assign(draft, { raw, headers });
}
