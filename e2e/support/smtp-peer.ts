import type { Socket } from "node:net";
import PostalMime, { type Email } from "postal-mime";
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from "smtp-server";
import { eventually } from "./eventually.ts";

/** A mail as it came in by SMTP: the envelope, and the parsed message. */
export type ReceivedMail = { readonly sender: string; readonly recipients: readonly string[]; readonly message: Email };

/** What the server does with the next mail beside taking it, or instead. */
export type SmtpFault =
  /** Refuses the recipient, or the message it has read, with this reply code. */
  | { readonly kind: "refuse"; readonly at: "recipient" | "message"; readonly code: number }
  /** Hangs up: at the recipient, in the middle of the message, or instead of saying that it has taken the mail. */
  | { readonly kind: "hang-up"; readonly at: "recipient" | "message" | "answer" }
  /** Does something at an exact moment: when it has taken the mail and not yet said so, or right after it has. */
  | { readonly kind: "act"; readonly at: "taken" | "answered"; readonly act: (mail: ReceivedMail) => Promise<void> };

/** A mail server on the loopback. */
export type SmtpPeer = {
  /** For `SMTP_URL`. */
  readonly url: string;
  /** What it has taken, whatever became of its answer. */
  readonly received: readonly ReceivedMail[];
  /** Plans faults for the next mails, one each, in order. */
  plan(...faults: readonly SmtpFault[]): void;
  /** The next mails to arrive are refused with this reply code; null accepts them again. */
  refuseWith(code: number | null): void;
  /** Waits for mail to this address (10 s at most) and demands that it is exactly one. */
  take(to: string): Promise<ReceivedMail>;
  close(): Promise<void>;
};

/** Starts a mail server without TLS that accepts everything, on a free port. */
export async function startSmtpPeer(): Promise<SmtpPeer> {
  const received: ReceivedMail[] = [];
  const faults: SmtpFault[] = [];
  const sockets = new Map<number, Socket>();
  let refusal: number | null = null;
  const hangUp = ({ remotePort }: SMTPServerSession) => void sockets.get(remotePort)?.destroy();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onRcptTo(_address, session, done) {
      if (refusal !== null) return done(replyOf(refusal));
      const fault = faults[0]?.at === "recipient" ? faults.shift() : undefined;
      if (fault?.kind === "hang-up") return hangUp(session);
      done(fault?.kind === "refuse" ? replyOf(fault.code) : null);
    },
    onData(stream, session, done) {
      const fault = faults.shift();
      if (fault?.kind === "hang-up" && fault.at === "message") return hangUp(session);
      const take = async () => {
        const mail = await readMail(stream, session);
        if (fault?.kind === "refuse") return done(replyOf(fault.code));
        received.push(mail);
        if (fault?.kind === "hang-up") return hangUp(session);
        if (fault?.kind === "act" && fault.at === "taken") await fault.act(mail);
        done();
        if (fault?.kind === "act" && fault.at === "answered") await fault.act(mail);
      };
      take().catch(done);
    },
  });
  server.server.on("connection", (socket) => sockets.set(socket.remotePort ?? 0, socket));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.server.address();
  const port = address && typeof address === "object" ? address.port : 0;
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    plan: (...planned) => void faults.push(...planned),
    refuseWith: (code) => {
      refusal = code;
    },
    take: (to) => takeFrom(received, to),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

async function readMail(stream: SMTPServerDataStream, { envelope }: SMTPServerSession): Promise<ReceivedMail> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk));
  const message = await PostalMime.parse(Buffer.concat(chunks));
  const sender = envelope.mailFrom ? envelope.mailFrom.address : "";
  return { sender, recipients: envelope.rcptTo.map(({ address }) => address), message };
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
