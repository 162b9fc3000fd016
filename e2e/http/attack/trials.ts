import { carry } from "./carry.ts";
import type { AttackCase } from "./corpus.ts";
import { baseDraft } from "./draft.ts";
import { generate } from "./generators.ts";
import { linkTrials } from "./link-trials.ts";
import { type Performance, performOnce } from "./performance.ts";
import { redirectTrials } from "./redirect-trials.ts";
import { isAboutAnyLink, performScenario } from "./scenario.ts";
import type { Stages } from "./stages.ts";
import { concurrencyOf } from "./steps-of.ts";
import { linkEndpoints } from "./world.ts";
import { wornOut } from "./worn-out.ts";

/** One way of trying a case; a case is as expected when all its trials are. */
export type Trial = {
  /** What is different from the case's other trials: the endpoint, the way of sending. */
  readonly label: string;
  readonly expected: string;
  /** Several at once: it is lost only now and then, so it is run over and over. */
  readonly isRace?: boolean;
  perform(stages: Stages): Promise<Performance>;
};

/** Every way in which the corpus wants a case tried: as it stands, and replayed as the note of its group says. */
export function trialsOf(attack: AttackCase): readonly Trial[] {
  const { group, gen, hasOwnCarrier } = attack;
  if (gen?.rule === "scenario" || gen?.rule === "parallel" || gen?.rule === "collect_links")
    return scenarioTrials(attack);
  if (group === "verify_link") return linkTrials(attack);
  if (group === "redirect") return redirectTrials(attack);
  if (group === "email") return emailTrials(attack);
  if (group === "password" && !hasOwnCarrier) return passwordTrials(attack);
  return attack.carrier.repeat === undefined ? plainTrials(attack) : [wornOutTrial(attack)];
}

/** The case on its own endpoint, and on those it names itself. */
function plainTrials(attack: AttackCase): Trial[] {
  const endpoints = [endpointOf(attack), ...(attack.carrier.also ?? [])];
  return endpoints.map((endpoint) => trialOn(attack, endpoint, attack.expected));
}

function trialOn(attack: AttackCase, endpoint: string, expected: string): Trial {
  return { label: endpoint, expected, perform: ({ main }) => perform(attack, endpoint, main) };
}

async function perform(attack: AttackCase, endpoint: string, main: Stages["main"]): Promise<Performance> {
  const world = await main();
  const draft = await baseDraft(world, endpoint);
  const input = attack.input;
  if (attack.gen === undefined) await carry(world, draft, { carrier: attack.carrier, input });
  else await generate({ world, draft, attack }, attack.gen);
  if (attack.carrier.endpoint === "raw") Object.assign(draft, requestLine(attack.target));
  return performOnce(world, draft, input);
}

/** A request whose target is an address and no path, as one sends it to a proxy. */
function requestLine(target: string): { method: string; path: string } {
  const [method = "", path = ""] = target.split(" ");
  return { method, path };
}

const emailReplays = ["reset_request", "resend_verification", "login", "email_change"];

/**
 * The note of the group: every address also where somebody is named by one. There "the rule status=400 may be replaced by
 * the uniform answer of that endpoint, but nomail always holds"; what is right gets the answer for somebody unknown. The
 * replays come first, before a sign-up has made the address known.
 */
function emailTrials(attack: AttackCase): Trial[] {
  const replays = /baseline\.register/.test(attack.expected) ? [] : emailReplays;
  const adapted = (endpoint: string) => {
    if (endpoint === "email_change") return attack.expected.replace("201|202", "200");
    if (/same_account_as/.test(attack.expected)) return attack.expected;
    const uniform = `same_as=baseline.${endpoint}.unknown; nomail`;
    return /^status=400\b/.test(attack.expected) && !/^status=400\|20/.test(attack.expected)
      ? `${attack.expected}; nomail; or: ${uniform}; nostate`
      : uniform;
  };
  return [
    ...replays.map((endpoint) => trialOn(attack, endpoint, adapted(endpoint))),
    trialOn(attack, endpointOf(attack), attack.expected),
  ];
}

/** The note of the group: every password also where one is reset or changed. */
function passwordTrials(attack: AttackCase): Trial[] {
  const replays = ["reset_confirm", "password_change"].map((endpoint) =>
    trialOn(attack, endpoint, attack.expected.replace("201|202", "200")),
  );
  return [trialOn(attack, endpointOf(attack), attack.expected), ...replays];
}

function wornOutTrial(attack: AttackCase): Trial {
  return { label: endpointOf(attack), expected: attack.expected, perform: (stages) => wornOut(attack, stages) };
}

/** A scenario that is about any link is played for each kind of link; one that is a race over and over. */
function scenarioTrials(attack: AttackCase): Trial[] {
  const endpoints = isAboutAnyLink(attack) ? linkEndpoints : linkEndpoints.slice(0, 1);
  return endpoints.map((endpoint) => ({
    label: isAboutAnyLink(attack) ? endpoint : "scenario",
    expected: attack.expected,
    isRace: concurrencyOf(attack) > 1,
    perform: (stages) => performScenario(attack, stages, endpoint),
  }));
}

function endpointOf({ carrier, target }: AttackCase): string {
  // A case that is about another endpoint than its carrier's says so in its target.
  const named = target.split(".")[0] ?? "";
  if (carrier.endpoint === undefined) throw new Error(`No endpoint for ${target}.`);
  return carrier.endpoint === "raw" ? "root_post" : named === "password_change" ? named : carrier.endpoint;
}
