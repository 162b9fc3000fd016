import { startOwnApp } from "#e2e/support/own-app.ts";
import { type SmtpPeer, startSmtpPeer } from "#e2e/support/smtp-peer.ts";
import { type ApiStage, watched } from "./api-stage.ts";

/** An application whose mails go by SMTP to a server of the test's own, and a witness of all it promises. */
export type SmtpStage = Omit<ApiStage, "api"> & { readonly peer: SmtpPeer };

/** Starts both. */
export async function openSmtpStage(): Promise<SmtpStage> {
  const peer = await startSmtpPeer();
  const app = await startOwnApp({ MAIL_TRANSPORT: "smtp", SMTP_URL: peer.url });
  const mails = {
    get accepted() {
      return peer.received.map(({ recipients, message: { subject = "", text = "" } }) => ({
        to: [...recipients],
        subject,
        text,
      }));
    },
  };
  return {
    app,
    peer,
    ...watched(app, mails),
    end: async () => {
      await app.dispose();
      await peer.close();
    },
  };
}
