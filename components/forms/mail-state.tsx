"use client";

import { useEffect, useEffectEvent, useState } from "react";
import { Notice } from "#components/ui/notice.tsx";
import { endpointPath } from "./send.ts";

/** How far the mail to a new address has come. */
export type MailProgress = "queued" | "sent" | "refused";

type MailStateProps = {
  readonly mail: MailProgress;
  readonly words: Readonly<Record<MailProgress | "away", string>>;
  /** Where to go when the address was confirmed, perhaps on another device. */
  readonly onward: string;
};

type Status = { readonly state: "waiting" | "confirmed"; readonly mail: MailProgress };

const pollMilliseconds = 1_500;

/** Tells the true state of the mail and moves on when its link was used. Asks the server while the page is seen. */
export function MailState({ mail, words, onward }: MailStateProps) {
  const [shown, setShown] = useState<MailProgress | "away">(mail);
  const look = useEffectEvent(async () => {
    if (document.hidden) return;
    const status = await readStatus();
    if (status?.state === "confirmed") window.location.assign(onward);
    else setShown(status?.mail ?? "away");
  });
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const poll = async () => {
      await look();
      timer = setTimeout(poll, pollMilliseconds);
    };
    timer = setTimeout(poll, pollMilliseconds);
    // Whoever comes back to this tab shall not wait for the next round.
    const seen = () => void look();
    document.addEventListener("visibilitychange", seen);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", seen);
    };
  }, []);
  return (
    <Notice kind={shown === "refused" || shown === "away" ? "warn" : "info"}>
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
