import { z } from "zod";
import type { AttackCase, Generator } from "./corpus.ts";
import { baseDraft, type Draft } from "./draft.ts";
import { type MutatedLink, mutateLink, type Parameters } from "./mutate-link.ts";
import { type Performance, performOnce } from "./performance.ts";
import { fill } from "./placeholders.ts";
import type { Trial } from "./trials.ts";
import { type LinkEndpoint, linkEndpoints, type World } from "./world.ts";

/** The pages behind which the endpoints are. */
export const linkPages = {
  verify_registration: "/verify-user",
  verify_email: "/verify-email",
  reset_confirm: "/reset-password",
} as const satisfies Record<LinkEndpoint, string>;

/**
 * The note of the group: "deliver once as page GET and once as JSON POST", on all three endpoints with their own links. A
 * link of another purpose is tried where it is not meant.
 */
export function linkTrials(attack: AttackCase): readonly Trial[] {
  const { gen, expected } = attack;
  if (gen === undefined) throw new Error(`${attack.id} does not say what becomes of the link.`);
  if (gen.rule === "method") return linkEndpoints.map((endpoint) => methodTrial(attack, gen, endpoint));
  if (gen.rule !== "mutate_link") throw new Error(`Nothing is done to a link by the rule "${gen.rule}".`);
  const isCrossed = gen["op"] === "cross_purpose";
  return (isCrossed ? linkEndpoints.slice(0, 1) : linkEndpoints).flatMap((endpoint) => [
    {
      label: isCrossed ? "page" : `page of ${endpoint}`,
      expected: pageExpectation(expected),
      perform: async ({ main }) => byPage(await main(), endpoint, gen),
    },
    {
      label: isCrossed ? "post" : `post to ${endpoint}`,
      expected,
      perform: async ({ main }) => byPost(await main(), endpoint, gen),
    },
  ]);
}

/**
 * What a page answers to any link: "GET and HEAD never change anything; a link page's GET checks read-only and shows the
 * outcome with status 200". What is no address any more, the entry refuses.
 */
function pageExpectation(expected: string): string {
  const isUniform = /\buniform\b/.test(expected) && !/status=\S*4(?:14|31)/.test(expected);
  return `status=200|400|414|431; nostate; nomail; nocookie${isUniform ? "; uniform" : ""}`;
}

async function byPage(world: World, endpoint: LinkEndpoint, gen: Generator): Promise<Performance> {
  const link = await mutateLink(world, endpoint, gen);
  const draft = await pageDraft(world, link);
  return performOnce(world, draft, gen);
}

/** The GET of a link page. */
export async function pageDraft(world: World, { endpoint, parameters, separator }: MutatedLink): Promise<Draft> {
  const draft = await baseDraft(world, endpoint);
  const pairs = parameters.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`);
  draft.headers.push(["Accept", "text/html"]);
  return Object.assign(draft, {
    method: "GET",
    path: `${linkPages[endpoint]}?${pairs.join(separator)}`,
    fields: null,
  });
}

async function byPost(world: World, endpoint: LinkEndpoint, gen: Generator): Promise<Performance> {
  const { endpoint: target, parameters } = await mutateLink(world, endpoint, gen);
  return performOnce(world, await postDraft(world, target, parameters), gen);
}

/** The POST of a link with these parameters; as a form where a name comes twice, which JSON cannot say. */
export async function postDraft(world: World, endpoint: LinkEndpoint, parameters: Parameters): Promise<Draft> {
  const draft = await baseDraft(world, endpoint);
  const base = Object.entries(draft.fields ?? {}).filter(([name]) => !isLinkParameter(name));
  const isTwice = new Set(parameters.map(([name]) => name)).size < parameters.length;
  draft.fields = Object.fromEntries([...base, ...parameters]);
  if (isTwice) asForm(draft, [...base.map(([name, value]) => [name, String(value)] as const), ...parameters]);
  return draft;
}

function asForm(draft: Draft, pairs: Parameters): void {
  const body = Buffer.from(new URLSearchParams(pairs.map(([name, value]) => [name, value])).toString());
  draft.raw = { body, contentType: "application/x-www-form-urlencoded" };
}

function isLinkParameter(name: string): boolean {
  return ["user_id", "email", "timestamp", "signature"].includes(name);
}

const methodShape = z.strictObject({
  rule: z.literal("method"),
  method: z.string(),
  endpoint: z.string().optional(),
  content_type: z.string().optional(),
  origin: z.string().optional(),
});

/** Another method: on the page, or where an endpoint is named or a form is sent, on the endpoint itself. */
function methodTrial(attack: AttackCase, gen: Generator, endpoint: LinkEndpoint): Trial {
  return {
    label: endpoint,
    expected: attack.expected,
    perform: async ({ main }) => {
      const world = await main();
      const rule = methodShape.parse(gen);
      const parameters = Object.entries((await world.link(endpoint)).fields);
      const onPage = rule.endpoint === undefined && rule.content_type === undefined;
      const draft = onPage
        ? await pageDraft(world, { endpoint, parameters, separator: "&" })
        : await postDraft(world, endpoint, parameters);
      if (rule.content_type !== undefined)
        asForm(
          draft,
          Object.entries(draft.fields ?? {}).map(([name, value]) => [name, String(value)]),
        );
      if (rule.origin !== undefined) draft.headers.push(["Origin", fill(world, rule.origin)]);
      if (rule.endpoint !== undefined) Object.assign(draft, { fields: null, query: parameters });
      return performOnce(world, Object.assign(draft, { method: rule.method }), gen);
    },
  };
}
