import { clientOf } from "#e2e/support/api.ts";

/** Something that opens the links of other people's mail; it types nothing. */
export type Scanner = { readonly name: string; visit(link: URL): Promise<void> };

const html = { accept: "text/html,application/xhtml+xml" };

const heads: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "a plain GET": {},
  "a prefetch": { purpose: "prefetch", "sec-purpose": "prefetch;prerender", "x-moz": "prefetch" },
  "a link preview": { "user-agent": "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)" },
  "a mail gateway": {
    "user-agent": "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Safari/537.36",
    "sec-fetch-site": "cross-site",
    "sec-fetch-mode": "navigate",
    "sec-fetch-user": "?1",
    referer: "https://mail.example.org/",
  },
};

/** Scanners that ask for pages and run nothing. */
export function readingScanners(url: string): readonly Scanner[] {
  const client = () => clientOf({ url });
  const headed = Object.entries(heads).map(([name, headers]) => ({
    name,
    visit: async (link: URL) =>
      void (await client().get(link.pathname + link.search, { headers: { ...html, ...headers } })),
  }));
  return [
    ...headed,
    { name: "a HEAD", visit: async (link) => void (await client().send("HEAD", link.pathname + link.search)) },
    {
      name: "ten GETs",
      visit: async (link) => {
        for (let count = 0; count < 10; count += 1) await client().get(link.pathname + link.search, { headers: html });
      },
    },
    { name: "one that follows everything", visit: (link) => followAll(url, link) },
  ];
}

/** Opens whatever a page of ours names, and whatever those pages name. */
async function followAll(url: string, link: URL): Promise<void> {
  const seen = new Set<string>();
  let open = [link.pathname + link.search];
  for (let depth = 0; depth < 3; depth += 1) {
    const found: string[] = [];
    for (const path of open.filter((one) => !seen.has(one))) {
      seen.add(path);
      const { text, headers } = await clientOf({ url }).get(path, { headers: html });
      found.push(...addressesIn(text + (headers.get("location") ?? ""), url));
    }
    open = found;
  }
}

function addressesIn(text: string, url: string): string[] {
  const named = [...text.matchAll(/(?:href|action|src)="([^"]+)"/g)].map(([, address = ""]) =>
    address.replaceAll("&amp;", "&"),
  );
  return named.flatMap((address) => {
    const target = URL.parse(address, url);
    return target?.origin === url ? [target.pathname + target.search] : [];
  });
}
