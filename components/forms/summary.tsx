"use client";

import type { ReactNode, Ref } from "react";
import { Button } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { fill, fillCount } from "#lib/i18n/fill.ts";
import styles from "./form.module.css";
import type { FieldMessages, Outcome } from "./outcome.ts";
import type { FormTexts } from "./texts.ts";
import { useCountdown } from "./use-countdown.ts";
import { waitWords } from "./wait-words.ts";

type SummaryProps = {
  readonly outcome: Outcome;
  /** What is wrong now, field by field; it shrinks while a person puts things right. */
  readonly errors: FieldMessages;
  readonly labels: Readonly<Record<string, string>>;
  /** Words for a refusal of the whole, by code; without an entry the server's own are shown. */
  readonly problems: Readonly<Record<string, ReactNode>>;
  readonly texts: FormTexts;
  readonly idOf: (field: string) => string;
  readonly retry: () => void;
  readonly ref: Ref<HTMLDivElement>;
};

/** What stands above a form that did not go through: it takes the focus (also without script) and links to each field. */
export function Summary({ ref, ...props }: SummaryProps) {
  return (
    // biome-ignore lint/a11y/noAutofocus: an error summary takes the focus when the page was loaded to show it (WCAG 3.3.1)
    <div ref={ref} tabIndex={-1} autoFocus role="alert" className={styles["summary"]}>
      <Words {...props} />
    </div>
  );
}

function Words({ outcome, ...props }: Omit<SummaryProps, "ref">) {
  const { texts, problems, retry } = props;
  switch (outcome.kind) {
    case "throttled":
      return <Notice kind="warn">{waitWords(texts.throttled, outcome.seconds, texts.locale)}</Notice>;
    case "away":
      return <Away seconds={outcome.seconds} texts={texts} retry={retry} />;
    case "refused":
      return <Notice kind="danger">{problems[outcome.code] ?? (outcome.detail || texts.serverError)}</Notice>;
    default:
      return <FieldList {...props} />;
  }
}

function FieldList({ errors, labels, idOf, texts }: Pick<SummaryProps, "errors" | "labels" | "idOf" | "texts">) {
  const fields = Object.entries(errors);
  return (
    <Notice kind="danger">
      <h2>{fillCount(texts.summary, fields.length, texts.locale)}</h2>
      <ul className={styles["faults"]}>
        {fields.map(([field, messages]) => (
          <li key={field}>
            {labels[field] === undefined ? (
              messages[0]
            ) : (
              <a href={`#${idOf(field)}`}>{fill(texts.fault, { field: labels[field], reason: messages[0] ?? "" })}</a>
            )}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function Away({ seconds, texts, retry }: { seconds: number; texts: FormTexts; retry: () => void }) {
  const left = useCountdown(seconds, retry);
  return (
    <Notice kind="warn">
      <p>{fillCount(texts.away, left, texts.locale)}</p>
      <p>
        <Button look="link" type="button" onClick={retry}>
          {texts.tryNow}
        </Button>
      </p>
    </Notice>
  );
}
