import { Icon } from "#components/ui/icon.tsx";
import { Unseen } from "#components/ui/unseen.tsx";
import { isTooSimilar } from "#lib/passwords/similarity.ts";
import styles from "./new-password.module.css";

/** The rules as a person reads them, and the words for one that is met or not. */
export type RuleWords = Readonly<Record<"rules" | "met" | "unmet" | "length" | "notNumeric" | "notSimilar", string>>;

type PasswordRulesProps = {
  readonly password: string;
  /** Name and address, as far as they are filled in. */
  readonly own: readonly string[];
  readonly minLength: number;
  readonly words: RuleWords;
};

/** The rules that can be told here; the server has one more, a list of common passwords, which the strength warns of. */
export function PasswordRules({ password, own, minLength, words }: PasswordRulesProps) {
  const normal = password.normalize("NFKC");
  const rules = [
    [words.length, Array.from(normal).length >= minLength],
    [words.notNumeric, !/^\p{Nd}+$/u.test(normal)],
    [words.notSimilar, !own.some((value) => isTooSimilar(normal, value))],
  ] as const;
  return (
    <ul aria-label={words.rules} className={styles["rules"]}>
      {rules.map(([rule, isMet]) => (
        <li key={rule} className={styles[isMet ? "met" : "unmet"]}>
          <Icon shape={isMet ? "check" : "open"} isSmall />
          <span>
            {rule} <Unseen>{isMet ? words.met : words.unmet}</Unseen>
          </span>
        </li>
      ))}
    </ul>
  );
}
