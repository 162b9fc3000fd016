"use client";

import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { fill } from "#lib/i18n/fill.ts";
import styles from "./form.module.css";
import { endpointPath, send } from "./send.ts";
import { useCountdown } from "./use-countdown.ts";
import { clockWords } from "./wait-words.ts";

type ResendButtonProps = {
  readonly email: string;
  readonly waitSeconds: number;
  /** The least time between two mails to one address, in seconds. */
  readonly coolDownSeconds: number;
  /** The page it stands on, to which a post without script returns. */
  readonly page: "/register/complete" | "/account/email";
  readonly words: {
    readonly resend: string;
    readonly resendBusy: string;
    readonly resendIn: string;
    readonly resent: string;
    readonly resendFailed: string;
  };
};

/** Sends the confirmation mail again, once the cool-down is over; a plain form without script. */
export function ResendButton({ email, waitSeconds, coolDownSeconds, page, words }: ResendButtonProps) {
  const [round, setRound] = useState({ number: 0, waitSeconds });
  const [isSending, setSending] = useState(false);
  const [news, setNews] = useState("");

  async function resend(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (isSending) return;
    setSending(true);
    const outcome = await send("resend-verification", { email });
    setSending(false);
    setNews(outcome.kind === "done" ? words.resent : words.resendFailed);
    if (outcome.kind === "done") setRound({ number: round.number + 1, waitSeconds: coolDownSeconds });
    if (outcome.kind === "throttled") setRound({ number: round.number + 1, waitSeconds: outcome.seconds });
  }

  return (
    <form method="post" action={endpointPath("resend-verification")} onSubmit={(event) => void resend(event)}>
      <input type="hidden" name="email" value={email} />
      <input type="hidden" name="page" value={page} />
      <p role="status" className={styles["news"]}>
        {news}
      </p>
      <Wait key={round.number} seconds={round.waitSeconds} words={words} isSending={isSending} />
    </form>
  );
}

function Wait({
  seconds,
  words,
  isSending,
}: {
  seconds: number;
  words: ResendButtonProps["words"];
  isSending: boolean;
}) {
  const left = useCountdown(seconds);
  if (left > 0) return <span className={styles["clock"]}>{fill(words.resendIn, { clock: clockWords(left) })}</span>;
  return (
    <Button look="link" busyWord={words.resendBusy} isBusy={isSending}>
      {words.resend}
    </Button>
  );
}
