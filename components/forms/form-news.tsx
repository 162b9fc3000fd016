"use client";

import { type Ref, useEffect, useRef } from "react";
import { Notice } from "#components/ui/notice.tsx";
import type { ApiFormProps } from "./api-form.tsx";
import styles from "./form.module.css";
import { Summary } from "./summary.tsx";
import type { ApiFormState } from "./use-api-form.ts";

type FormNewsProps = {
  readonly state: ApiFormState;
  readonly props: ApiFormProps;
  readonly idOf: (field: string) => string;
};

/** What stands above a form after an attempt, good or bad; it takes the focus. */
export function FormNews({ state, props, idOf }: FormNewsProps) {
  const news = useRef<HTMLDivElement>(null);
  const seen = useRef(0);
  const { outcome, errors, attempt } = state;
  useEffect(() => {
    // Once an attempt: a summary that comes back while a person types must not take the focus from them.
    if (attempt === seen.current || news.current === null) return;
    seen.current = attempt;
    news.current.focus();
  });
  const { labels = {}, problems = {}, texts, doneWords } = props;
  if (outcome === null || (outcome.kind === "fields" && Object.keys(errors).length === 0)) return null;
  if (outcome.kind === "done") return doneWords === undefined ? null : <Done ref={news}>{doneWords}</Done>;
  const retry = () => void state.submit();
  return <Summary key={attempt} ref={news} {...{ outcome, errors, labels, problems, texts, idOf, retry }} />;
}

function Done({ ref, children }: { ref: Ref<HTMLDivElement>; children: string }) {
  return (
    <div ref={ref} tabIndex={-1} role="status" className={styles["summary"]}>
      <Notice kind="ok">{children}</Notice>
    </div>
  );
}
