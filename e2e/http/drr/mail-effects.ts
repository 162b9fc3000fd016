import { clientOf } from "#e2e/support/api.ts";
import { allMails, linkIn, type Mail } from "#e2e/support/mailbox.ts";
import type { Effect, Scene } from "./scene.ts";

const front = "https://front.example";

/** Which endpoint takes the parameters of a link to this page, and what it wants beside them. */
const endpoints = new Map<string, { readonly path: string; readonly beside?: Readonly<Record<string, string>> }>([
  [`${front}/verify-user/`, { path: "verify-registration/" }],
  [`${front}/verify-email/`, { path: "verify-email/" }],
  [
    `${front}/reset-password/`,
    { path: "reset-password/", beside: { password: "Silent-ibis-74", password_confirm: "Silent-ibis-74" } },
  ],
]);

/**
 * The words about mail. `mail.` is about the only mail; `mail(address).`, a word of ours for the differences, about the
 * only one to that address.
 */
export const mailEffects: readonly Effect[] = [
  { words: /^mails=(\d+)$/, found: async ({ app }) => String((await allMails(app)).length) },
  about(/to=(.+)/, async ({ mail }) => mail.to),
  about(/from=(.+)/, async ({ mail }) => mail.from),
  about(/subject=(.+)/, async ({ mail }) => mail.subject),
  about(/subject\.contains=(.+)/, async ({ mail, expected }) => ifIncludes(mail.subject, expected)),
  about(/body\.contains=(.+)/, async ({ mail, expected }) => ifIncludes(mail.text, expected)),
  about(/body\.starts=(.+)/, async ({ mail, expected }) => mail.text.slice(0, expected.length)),
  about(/(no_link)/, async ({ mail }) => (mail.text.includes("signature=") ? "a signed link" : "no_link")),
  about(/link=(.+)/, async ({ mail }) => {
    const link = linkIn(mail);
    return `${link.origin}${link.pathname}?${[...link.searchParams.keys()].join(",")}`;
  }),
  about(/link\.user_id=(.+)/, async ({ mail, scene, expected }) => {
    const found = linkIn(mail).searchParams.get("user_id");
    const [, name] = /^id\((\w+)\)$/.exec(expected) ?? [];
    return name !== undefined && found === (await scene.idOf(name)) ? expected : found;
  }),
  about(/link\.path_segments=(.+)/, async ({ mail }) => {
    const segments = linkIn(mail)
      .pathname.split("/")
      .filter((segment) => segment !== "");
    return segments.slice(-3).map(nameOfSegment).join(",");
  }),
  about(/link\.(verifies)/, async ({ mail, scene }) =>
    (await isTaken(scene, linkIn(mail))) ? "verifies" : "is refused",
  ),
];

type Look = { readonly mail: Mail; readonly scene: Scene; readonly expected: string };

function about(words: RegExp, found: (look: Look) => Promise<string | null>): Effect {
  return {
    words: new RegExp(`^mail(?:\\(([^)]+)\\))?\\.${words.source}$`),
    found: async (scene, [address, expected = ""]) => {
      const mails = (await allMails(scene.app)).filter(({ to }) => address === undefined || to === address);
      const [mail] = mails;
      if (!mail || mails.length > 1) return `${mails.length} mails`;
      return found({ mail, scene, expected }).catch(String);
    },
  };
}

function ifIncludes(text: string, expected: string): string {
  return text.includes(expected) ? expected : text;
}

function nameOfSegment(segment: string): string {
  if (/^\d{10}$/.test(segment)) return "timestamp";
  return /^[\w-]{43}$/.test(segment) ? "signature" : "user_id";
}

const used = new WeakMap<Scene, Promise<boolean>>();

/** Spends the link as a front end would. Once a scene: it would not work again. */
function isTaken(scene: Scene, link: URL): Promise<boolean> {
  const known = used.get(scene) ?? spend(scene, link);
  used.set(scene, known);
  return known;
}

async function spend({ app }: Scene, link: URL): Promise<boolean> {
  const endpoint = endpoints.get(link.origin + link.pathname);
  if (!endpoint) throw new Error(`Nothing takes links to ${link.origin}${link.pathname}`);
  const fields = { ...Object.fromEntries(link.searchParams), ...endpoint.beside };
  return (await clientOf(app).post(`/api/v1/accounts/${endpoint.path}`, fields)).status === 200;
}
