import { z } from "zod";
import { linkDoors } from "#e2e/http/link-deaths/link-doors.ts";
import { signedActivationKey } from "#e2e/support/activation-keys.ts";
import { type Answer, type Client, clientOf, type Sending } from "#e2e/support/api.ts";
import type { LinkFields } from "#e2e/support/links.ts";
import { mailboxOf } from "#e2e/support/mailbox.ts";
import { activePerson, loggedInPerson, newPerson, type Person, pendingPerson } from "#e2e/support/people.ts";
import type { Place } from "#e2e/support/place.ts";
import { personWithTokens, type Tokens } from "#e2e/support/tokens.ts";
import type { LinkPurpose } from "#lib/links/purposes.ts";

/** A documented method with the example of its request. */
export type Documented = {
  readonly path: string;
  readonly method: string;
  readonly example: unknown;
  /** The names of its body's fields. */
  readonly fields: readonly string[];
  readonly takesBody: boolean;
  readonly needsLogin: boolean;
  /** A method that its path does not have. */
  readonly otherMethod: string;
};

/** Somebody to whom the example applies, and what of theirs stands in the place of the example's values. */
type Stage = {
  readonly client: Client;
  readonly person: Person;
  readonly newEmail?: string | undefined;
  readonly fields?: LinkFields;
  readonly activationKey?: string;
  readonly tokens?: Tokens;
};

/** What came of it. `isClosed`: no service is configured, so the flow is switched off. */
export type Replayed = { readonly answer: Answer; readonly oddities: readonly Answer[]; readonly isClosed: boolean };

/** Sends the example as somebody for whom it is true; and before it, from the same browser, what should not be sent. */
export async function replay(place: Place, documented: Documented): Promise<Replayed> {
  const { path, method, example } = documented;
  const stage = await stageOf(place, path);
  const fields = z.record(z.string(), z.unknown()).optional().parse(example);
  const own = fields && Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, swapped(value, stage)]));
  const address = path.replace("{id}", await sessionIdOf(stage, path)).replace("{provider}", "google");
  const oddities = await sendOddly(place, stage.client, { ...documented, path: address });
  const answer = await stage.client.send(method, address, own === undefined ? {} : { fields: own });
  return {
    answer,
    oddities,
    isClosed: /social-|\{provider\}/.test(path) || (path.endsWith("/connections/") && method === "POST"),
  };
}

/** One of each kind of request that nearly every endpoint refuses, whatever it is for. */
async function sendOddly(place: Place, client: Client, documented: Documented): Promise<readonly Answer[]> {
  const { path, method, fields, takesBody, needsLogin, otherMethod } = documented;
  const json = { "content-type": "application/json" };
  const wrong: readonly Sending[] = [
    ...(method === "GET" ? [] : [{ headers: { origin: "https://evil.example" } }]),
    ...(takesBody ? ["{", "[]", `"${"x".repeat(70_000)}"`].map((text) => ({ text, headers: json })) : []),
    ...(takesBody ? [{ text: "x", headers: { "content-type": "text/plain" } }] : []),
    ...(takesBody ? [{ text: "x", headers: { ...json, "content-encoding": "gzip" } }] : []),
    ...(fields.length > 0 ? [{}, "x".repeat(2_000), "\u0000"] : []).map((value) => ({
      fields: Object.fromEntries(fields.map((field) => [field, value])),
    })),
  ];
  const answers: Answer[] = [await client.send(otherMethod, path)];
  for (const sending of wrong) answers.push(await client.send(method, path, sending));
  if (needsLogin) answers.push(await clientOf(place).send(method, path, takesBody ? { fields: {} } : {}));
  return answers;
}

/** Which state of the world an example takes for granted. */
async function stageOf(place: Place, path: string): Promise<Stage> {
  const mailbox = mailboxOf(place);
  if (/\/(?:register|registration|social-registration)\/$/.test(path)) return stranger(place);
  if (/\/auth\/(?:token\/|logout\/)/.test(path)) return personWithTokens(place, mailbox);
  if (/registration-status|correct-registration|resend/.test(path)) return pendingPerson(place, mailbox);
  if (/activate|registration\/verify-email/.test(path)) {
    const pending = await pendingPerson(place, mailbox);
    return { ...pending, activationKey: await signedActivationKey(place, pending.id) };
  }
  const purpose = purposes.find(([pattern]) => pattern.test(path))?.[1];
  if (purpose !== undefined) return linked(place, purpose);
  if (/login\/|send-reset|password\/reset\/$/.test(path)) return activePerson(place, mailbox);
  return loggedInPerson(place, mailbox);
}

const purposes: readonly (readonly [RegExp, LinkPurpose])[] = [
  [/accounts\/verify-registration/, "register"],
  [/accounts\/verify-email/, "email-change"],
  [/accounts\/undo-email-change/, "email-undo"],
  [/accounts\/reset-password|auth\/password\/reset\/confirm/, "reset-password"],
];

async function linked(place: Place, purpose: LinkPurpose): Promise<Stage> {
  const door = linkDoors(place).find((candidate) => candidate.purpose === purpose);
  if (!door) throw new Error(purpose);
  const { fields, client, person } = await door.issue();
  return { client, person: { ...person, email: fields.email ?? person.email }, newEmail: fields.email, fields };
}

async function stranger(place: Place): Promise<Stage> {
  return { client: clientOf(place), person: newPerson() };
}

async function sessionIdOf({ client }: Stage, path: string): Promise<string> {
  if (!path.includes("{id}")) return "";
  const { body } = await client.get("/api/v1/accounts/sessions/");
  return z.object({ sessions: z.tuple([z.object({ id: z.string() })]) }).parse(body).sessions[0].id;
}

/** The value that this stage has in the place of the example's. */
function swapped(value: unknown, { person, newEmail, fields, activationKey, tokens }: Stage): unknown {
  const own = new Map<unknown, string | undefined>([
    ["ada", person.username],
    ["ada@example.org", person.email],
    ["quiet harbour at dawn", person.password],
    ["ada.new@example.org", newEmail ?? newPerson().email],
    ["6f1d6a0e-3c1b-4f3e-9a55-0c8d6f0b7a11", fields?.user_id],
    ["1800000000", fields?.timestamp],
    ["lBHJbeUPivyh8Qen75sB2AVpJRy3DmXBibi-2PW6bdg", fields?.signature],
    ["1800000000-lBHJbeUPivyh8Qen75sB2AVpJRy3DmXBibi-2PW6bdg", fields && `${fields.timestamp}-${fields.signature}`],
    ["ImFkYSI:1xoCHg:lBHJbeUPivyh8Qen75sB2AVpJRy3DmXBibi-2PW6bdg", activationKey],
    ["eyJhbGciOiJIUzI1NiJ9.e30.c2ln", tokens?.access],
    ["q8Zk-refresh-token", tokens?.refresh],
  ]);
  return own.get(value) ?? value;
}
