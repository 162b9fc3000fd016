import styles from "./new-password.module.css";
import type { Reason, Strength, Verdict } from "./password-strength.ts";

/** The sentences of the meter. */
export type StrengthWords = {
  readonly strength: Readonly<Record<Strength, string>>;
  readonly reasons: Readonly<Record<Reason, string>>;
};

const steps = { weak: 1, fair: 2, good: 3, strong: 4 } as const;

/** How well a password resists guessing: four bars, and in words what makes it weak. Nothing before the judge is there. */
export function StrengthMeter({ verdict, words }: { verdict: Verdict | null; words: StrengthWords }) {
  const filled = verdict === null ? 0 : steps[verdict.strength];
  return (
    <div className={styles["meter"]} data-strength={verdict?.strength}>
      <div className={styles["bars"]} aria-hidden="true">
        {[1, 2, 3, 4].map((step) => (
          <span key={step} data-filled={step <= filled} />
        ))}
      </div>
      <p role="status">{verdict === null ? null : sentence(verdict, words)}</p>
    </div>
  );
}

function sentence({ strength, reason }: Verdict, words: StrengthWords): string {
  return reason === null ? words.strength[strength] : `${words.strength[strength]} ${words.reasons[reason]}`;
}
