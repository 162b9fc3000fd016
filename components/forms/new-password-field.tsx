"use client";

import { useRef, useState } from "react";
import { SecretField } from "./fields.tsx";
import { useFormParts } from "./form-context.ts";
import styles from "./new-password.module.css";
import { PasswordRules, type RuleWords } from "./password-rules.tsx";
import type { Verdict } from "./password-strength.ts";
import { StrengthMeter, type StrengthWords } from "./strength-meter.tsx";

type NewPasswordFieldProps = {
  readonly name: string;
  readonly help: string;
  readonly minLength: number;
  readonly words: RuleWords & StrengthWords;
};

/** Fields whose content a password must not resemble. */
const ownNames = ["username", "email"];

/** A password input that tells, from the first letter on, what is still missing and how well it resists guessing. */
export function NewPasswordField({ name, help, minLength, words }: NewPasswordFieldProps) {
  const { read } = useFormParts();
  const [password, setPassword] = useState("");
  const [verdict, setVerdict] = useState<Verdict | null>(null);
  const newest = useRef("");
  const own = ownNames.map(read).filter((value) => value !== "");

  async function judge(typed: string): Promise<void> {
    newest.current = typed;
    setPassword(typed);
    const judged = typed === "" ? null : await judgeStrength(typed, own);
    // Somebody who types fast has gone on meanwhile.
    if (newest.current === typed) setVerdict(judged);
  }

  const advice =
    password === "" ? null : (
      <div className={styles["advice"]}>
        <PasswordRules password={password} own={own} minLength={minLength} words={words} />
        <StrengthMeter verdict={verdict} words={words} />
      </div>
    );
  return (
    <SecretField
      name={name}
      autoComplete="new-password"
      help={help}
      hint={advice}
      onEnter={() => void loadStrength().catch(() => null)}
      onType={(typed) => void judge(typed)}
    />
  );
}

// Its lists of words weigh more than all the rest of the page, so it comes when somebody begins to choose a password.
function loadStrength() {
  return import("./password-strength.ts");
}

/** Null where it could not be loaded: the meter is help, not a rule. */
async function judgeStrength(password: string, own: readonly string[]): Promise<Verdict | null> {
  const strength = await loadStrength().catch(() => null);
  return strength?.strengthOf(password, own) ?? null;
}
