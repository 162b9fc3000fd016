import type { Transport } from "./outgoing.ts";

/** Prints the text of a mail. For local work only: a link on a terminal is a link in a log. */
export const consoleTransport: Transport = async (mail) => {
  const { to, subject, text } = mail;
  process.stdout.write(`\n--- mail ---\nTo: ${to}\nSubject: ${subject}\n\n${text}\n--- end of mail ---\n`);
  return { state: "sent" };
};
