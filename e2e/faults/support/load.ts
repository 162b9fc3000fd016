import { setTimeout as pause } from "node:timers/promises";
import { fieldsOf } from "#e2e/support/links.ts";
import { linkIn } from "#e2e/support/mailbox.ts";
import { logIn, verify } from "#e2e/support/people.ts";
import type { Trial } from "./invariants.ts";
import type { Registered, Witness } from "./witness.ts";

/** Has `people` at once sign up, confirm, log in, read, ask for a reset and log out, over and over, while `work` runs. */
export async function underLoad<T>(
  { witness, api }: Pick<Trial, "witness" | "api">,
  people: number,
  work: () => Promise<T>,
): Promise<T> {
  const load = { isOn: true };
  const person = async () => {
    while (load.isOn) {
      // A lost connection is part of the weather; whatever was acknowledged is remembered by the witness.
      await live(witness, api).catch(() => pause(20));
    }
  };
  const everybody = Array.from({ length: people }, person);
  try {
    return await work();
  } finally {
    load.isOn = false;
    await Promise.all(everybody);
  }
}

async function live(witness: Witness, api: Trial["api"]): Promise<void> {
  const registered = await witness.signUp();
  if (!registered) return void (await pause(20));
  const { client, person } = registered;
  await client.get("/register/complete");
  if (!(await confirm(registered, api))) return;
  if ((await logIn(client, person)).status !== 200) return;
  await client.get("/api/v1/accounts/profile/");
  await witness.askForReset(registered);
  await witness.logOut(client);
}

/** Confirms with the mailed link if that has come by now. */
async function confirm({ client, person }: Registered, api: Trial["api"]): Promise<boolean> {
  const mail = api.accepted.find(({ to, text }) => to.includes(person.email) && text.includes("/verify-user?"));
  if (!mail) return false;
  return (await verify(client, fieldsOf(linkIn(mail)))).status === 200;
}
