import { once } from "node:events";
import { createServer } from "node:net";
import PostalMime from "postal-mime";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import { afterEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { sampleMail } from "./sample-mail.ts";
import { smtpTransport } from "./smtp.ts";

type Taken = { readonly from: string; readonly to: string[]; readonly raw: string };

const portOf = z.object({ port: z.number() });
const closers: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()));
});

/** A real SMTP server on loopback, without TLS or login unless the test asks for it. */
async function listen(options: SMTPServerOptions = {}) {
  const taken: Taken[] = [];
  const server = new SMTPServer({
    disabledCommands: ["STARTTLS"],
    authOptional: true,
    onData(stream, session, done) {
      let raw = "";
      stream.on("data", (part) => (raw += String(part)));
      stream.on("end", () => {
        const { mailFrom, rcptTo } = session.envelope;
        taken.push({ from: mailFrom ? mailFrom.address : "", to: rcptTo.map(({ address }) => address), raw });
        done();
      });
    },
    ...options,
  });
  server.on("error", () => {});
  server.listen(0, "127.0.0.1");
  await once(server.server, "listening");
  closers.push(() => new Promise<void>((resolve) => server.close(() => resolve())));
  const { port } = portOf.parse(server.server.address());
  return { taken, port, send: smtpTransport(`smtp://127.0.0.1:${port}`, 1_000) };
}

function refusal(responseCode: number): Error {
  return Object.assign(new Error("not here"), { responseCode });
}

describe("the SMTP transport", () => {
  it("hands over one mail to one bare address, the same Message-ID at every try", async () => {
    const { taken, send } = await listen();
    const mail = sampleMail();
    expect(await send(mail)).toEqual({ state: "sent" });
    expect(await send(mail)).toEqual({ state: "sent" });
    const [first, second] = await Promise.all(taken.map(({ raw }) => PostalMime.parse(raw)));
    expect(taken[0]).toMatchObject({ from: "accounts@app.example", to: ["ada@example.org"] });
    expect(first).toMatchObject({
      subject: mail.subject,
      from: { name: "Latchkey", address: "accounts@app.example" },
      to: [{ name: "", address: "ada@example.org" }],
      replyTo: [{ address: "help@app.example" }],
      messageId: mail.messageId,
    });
    expect(first?.html?.trim()).toBe(mail.html);
    expect(first?.text?.trim()).toBe(mail.text);
    expect(second?.messageId).toBe(first?.messageId);
  });

  it("sends an address that looks like a list to nobody but itself", async () => {
    const { taken, send } = await listen();
    await send(sampleMail({ to: "ada@example.org, eve@example.org" }));
    await send(sampleMail({ to: "ada@example.org\r\nBcc: eve@example.org" }));
    expect(taken.flatMap(({ to }) => to)).not.toContain("eve@example.org");
    expect(taken.map(({ raw }) => raw).join("")).not.toMatch(/^bcc:/im);
  });

  it("takes a 5xx to the recipient or the content as final", async () => {
    const noSuchUser = await listen({ onRcptTo: (_address, _session, done) => done(refusal(550)) });
    expect(await noSuchUser.send(sampleMail())).toEqual({ state: "refused", reason: "smtp 550" });
    const spam = await listen({
      onData: (stream, _session, done) => {
        stream.resume();
        stream.on("end", () => done(refusal(554)));
      },
    });
    expect(await spam.send(sampleMail())).toEqual({ state: "refused", reason: "smtp 554" });
  });

  it("takes a 4xx as passing", async () => {
    const { send } = await listen({ onRcptTo: (_address, _session, done) => done(refusal(451)) });
    expect(await send(sampleMail())).toEqual({ state: "later", reason: "smtp 451" });
  });

  it("tries again when the login is refused: the fault is ours, not the address's", async () => {
    const { port } = await listen({ allowInsecureAuth: true, onAuth: (_auth, _session, done) => done(refusal(535)) });
    const transport = smtpTransport(`smtp://latchkey:wrong@127.0.0.1:${port}`);
    expect(await transport(sampleMail())).toEqual({ state: "later", reason: "smtp 535" });
  });

  it("sends nothing in clear where TLS is demanded and not offered", async () => {
    const { taken, port } = await listen();
    const sent = await smtpTransport(`smtp://127.0.0.1:${port}/?requireTLS=true`)(sampleMail());
    expect(sent.state).toBe("later");
    expect(taken).toEqual([]);
  });

  it("tries again when nobody listens", async () => {
    const sent = await smtpTransport("smtp://127.0.0.1:1")(sampleMail());
    expect(sent).toMatchObject({ state: "later" });
  });

  it("gives up a try that hangs", async () => {
    const silent = createServer(() => {});
    silent.listen(0, "127.0.0.1");
    await once(silent, "listening");
    closers.push(async () => silent.close());
    const { port } = portOf.parse(silent.address());
    const sent = await smtpTransport(`smtp://127.0.0.1:${port}`, 200)(sampleMail());
    expect(sent).toMatchObject({ state: "later" });
  });
});
