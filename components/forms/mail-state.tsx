"use client";

import { useEffect, useEffectEvent, useState } from "react";
import { Notice } from "#components/ui/notice.tsx";
import { endpointPath } from "./send.ts";

/** How far the mail to a new address has come. */
export type MailProgress = "queued" | "sent" | "refused";

type MailStateProps = {
  readonly mail: MailProgress;
  readonly words: Readonly<Record<MailProgress, string>>;
  /** Where to go when the address was confirmed, perhaps on another device. */
  readonly onward: string;
};

type Status = { readonly state: "waiting" | "confirmed"; readonly mail: MailProgress };

const pollMilliseconds = 1_500;

/** Tells the true state of the mail and moves on when its link was used. Asks the server while the page is seen. */
export function MailState({ mail, words, onward }: MailStateProps) {
  const [shown, setShown] = useState(mail);
  const look = useEffectEvent(async () => {
    if (document.hidden) return;
    const status = await readStatus();
    if (status?.state === "confirmed") window.location.assign(onward);
    else if (status) setShown(status.mail);
  });
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const poll = async () => {
      await look();
      timer = setTimeout(poll, pollMilliseconds);
    };
    timer = setTimeout(poll, pollMilliseconds);
    return () => clearTimeout(timer);
  }, []);
  return (
    <Notice kind={shown === "refused" ? "warn" : "info"}>
      <p role="status">{words[shown]}</p>
    </Notice>
  );
}

async function readStatus(): Promise<Status | null> {
  const response = await fetch(endpointPath("registration-status"), { headers: { accept: "application/json" } }).catch(
    () => null,
  );
  const body: unknown = response?.ok ? await response.json().catch(() => null) : null;
  return isStatus(body) ? body : null;
}

function isStatus(body: unknown): body is Status {
  if (typeof body !== "object" || body === null || !("state" in body) || !("mail" in body)) return false;
  return (
    (body.state === "waiting" || body.state === "confirmed") &&
    (body.mail === "queued" || body.mail === "sent" || body.mail === "refused")
  );
}
