import type { OutgoingMail } from "./outgoing.ts";

/** A finished mail for tests of transports. */
export function sampleMail(change: Partial<OutgoingMail> = {}): OutgoingMail {
  return {
    mailId: "019a8f6e-7c1b-7f3e-9a55-0c8d6f0b7a11",
    createdAt: new Date("2026-11-21T08:01:02.345Z"),
    from: "Latchkey <accounts@app.example>",
    replyTo: "help@app.example",
    to: "ada@example.org",
    subject: "Confirm your address for Łatchkey",
    html: '<p>Hello, <a href="https://app.example/verify-user?a=1&amp;b=2">confirm</a></p>',
    text: "Hello, confirm: https://app.example/verify-user?a=1&b=2",
    messageId: "<019a8f6e-7c1b-7f3e-9a55-0c8d6f0b7a11@app.example>",
    headers: { "Auto-Submitted": "auto-generated" },
    ...change,
  };
}
