import PostalMime, { type Email } from "postal-mime";
import { SMTPServer } from "smtp-server";
import { eventually } from "./eventually.ts";

/** A mail as it came in by SMTP: the envelope, and the parsed message. */
export type ReceivedMail = { readonly sender: string; readonly recipients: readonly string[]; readonly message: Email };

/** A mail server on the loopback. */
export type SmtpPeer = {
  /** For `SMTP_URL`. */
  readonly url: string;
  readonly received: readonly ReceivedMail[];
  /** The next mails to arrive are refused with this reply code; null accepts them again. */
  refuseWith(code: number | null): void;
  /** Waits for mail to this address (10 s at most) and demands that it is exactly one. */
  take(to: string): Promise<ReceivedMail>;
  close(): Promise<void>;
};

/** Starts a mail server without TLS that accepts everything, on a free port. */
export async function startSmtpPeer(): Promise<SmtpPeer> {
  const received: ReceivedMail[] = [];
  let refusal: number | null = null;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onRcptTo: (_address, _session, done) => done(refusal === null ? null : replyOf(refusal)),
    onData(stream, { envelope }, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        PostalMime.parse(Buffer.concat(chunks)).then((message) => {
          const sender = envelope.mailFrom ? envelope.mailFrom.address : "";
          received.push({ sender, recipients: envelope.rcptTo.map(({ address }) => address), message });
          done();
        }, done);
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.server.address();
  const port = address && typeof address === "object" ? address.port : 0;
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    refuseWith: (code) => {
      refusal = code;
    },
    take: (to) => takeFrom(received, to),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function replyOf(code: number): Error {
  return Object.assign(new Error("refused by the test"), { responseCode: code });
}

async function takeFrom(received: readonly ReceivedMail[], to: string): Promise<ReceivedMail> {
  const mails = await eventually(`mail to ${to}`, () => {
    const found = received.filter((mail) => mail.recipients.includes(to));
    return found.length > 0 ? found : undefined;
  });
  const [mail] = mails;
  if (!mail || mails.length > 1) throw new Error(`${mails.length} mails to ${to}`);
  return mail;
}
