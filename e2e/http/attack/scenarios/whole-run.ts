import { mailFaults } from "#e2e/http/attack/mail-checks.ts";
import type { Play, Steps } from "#e2e/http/attack/play.ts";
import { basePassword } from "#e2e/http/attack/seeds.ts";
import type { World } from "#e2e/http/attack/world.ts";
import { fieldsOf } from "#e2e/support/links.ts";
import { allMails, linkIn, type Mail } from "#e2e/support/mailbox.ts";

/** Steps that look back at everything that has happened in the run. */
export const wholeRunSteps: Steps = [
  ["every mail ever captured in the whole test run: parse headers and links", judgeMails],
  [
    "grep all logs of the whole test run for captured link signatures, session tokens, passwords, full e-mail addresses",
    searchLogs,
  ],
];

/** What the people of these tests choose as passwords (people.ts, seeds.ts, the corpus's base bodies). */
const passwords = /quiet-harbour-[0-9a-f]{12}|gravel octopus/;

async function judgeMails(play: Play): Promise<void> {
  const worlds = await worldsOf(play);
  const all = await Promise.all(
    worlds.map(async (world) => (await allMails(world.app)).map((mail) => ({ mail, world }))),
  );
  const faults = all.flat().flatMap(({ mail, world }) => {
    const secret =
      passwords.test(mail.text + mail.html) || mail.text.includes(basePassword) ? ["holds a password"] : [];
    return [...mailFaults(mail, world.app.url), ...secret].map((fault) => `"${mail.subject}" to ${mail.to} ${fault}`);
  });
  if (all.flat().length < 100) faults.push(`Only ${all.flat().length} mails were captured: this says little.`);
  play.facts.set("faults", faults);
}

async function searchLogs(play: Play): Promise<void> {
  const faults: string[] = [];
  for (const world of await worldsOf(play)) {
    const logs = world.app.logs();
    const secrets = (await allMails(world.app)).flatMap(secretsOf).concat([...world.tokens], basePassword);
    faults.push(
      ...[...new Set(secrets)].filter((secret) => logs.includes(secret)).map((secret) => `the logs hold ${secret}`),
    );
    if (passwords.test(logs)) faults.push("the logs hold a password");
    if (logs.length < 10_000) faults.push("The logs are short: this says little.");
  }
  play.facts.set("faults", faults);
}

function secretsOf(mail: Mail): string[] {
  const hasLink = /signature=/.test(mail.text);
  return hasLink ? [mail.to, fieldsOf(linkIn(mail)).signature] : [mail.to];
}

async function worldsOf({ stages }: Play): Promise<World[]> {
  return [await stages.main(), await stages.limited(), await stages.rich()];
}
