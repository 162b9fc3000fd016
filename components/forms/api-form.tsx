"use client";

import { type ReactNode, useEffect, useEffectEvent, useRef } from "react";
import { Button, type ButtonLook } from "#components/ui/button.tsx";
import { Unseen } from "#components/ui/unseen.tsx";
import { bindField } from "./bind-field.ts";
import styles from "./form.module.css";
import { DoneContext, FormContext } from "./form-context.ts";
import { FormNews } from "./form-news.tsx";
import type { FormFlash } from "./outcome.ts";
import type { FormEndpoint, SchemaOptions } from "./schema-table.ts";
import { endpointPath } from "./send.ts";
import type { FormTexts } from "./texts.ts";
import { type ApiFormState, useApiForm } from "./use-api-form.ts";

/** The button of a form: what happens, and what is happening. */
export type SubmitWords = {
  readonly word: string;
  readonly busyWord: string;
  readonly look?: ButtonLook;
  /** Told to a screen reader only, where several buttons say the same. */
  readonly unseenWords?: string;
};

/** What makes one form different from the others. */
export type ApiFormProps = {
  /** The endpoint it posts to, with script and without; also the beginning of its fields' ids. */
  readonly endpoint: FormEndpoint;
  readonly id?: string;
  /** The path below `accounts/` where it is more than the endpoint's name. */
  readonly path?: string;
  readonly options?: SchemaOptions;
  /** The label of each field, for the field itself and for the summary. */
  readonly labels?: Readonly<Record<string, string>>;
  /** Values that nobody types, such as the parts of a link. */
  readonly hidden?: Readonly<Record<string, string>>;
  /** Confirmations that a script fills in by itself: name of the copy, name of its source. */
  readonly mirrors?: Readonly<Record<string, string>>;
  /** Fields that are not sent when they are empty. */
  readonly omitBlank?: readonly string[];
  /** Passwords: emptied when the whole form is refused. */
  readonly secrets?: readonly string[];
  readonly submit: SubmitWords;
  /** Where a success leads; without it the surrounding `Stage` goes on. */
  readonly onward?: string | undefined;
  /** Where a link that turns out to be dead leads, by setting; without it the words stand above the form. */
  readonly deadLinkUrl?: string | undefined;
  readonly problems?: Readonly<Record<string, ReactNode>>;
  /** What stands above the form when it went through and stays. */
  readonly doneWords?: string;
  /** A form for `reauthenticate` that takes this one's place when the session is too old, and then repeats it. */
  readonly stepUp?: ReactNode;
  /** Sends itself once, by script: for link pages in the browser that began the flow. */
  readonly sendsItself?: boolean;
  readonly flash?: FormFlash | null;
  readonly texts: FormTexts;
  readonly children?: ReactNode;
};

/**
 * A form of the accounts API. Without script it is a plain form whose outcome comes back as a flash. With script it is
 * checked by the endpoint's own schema, sent as JSON, and never loses what was typed.
 */
export function ApiForm(props: ApiFormProps) {
  const state = useApiForm(props);
  const { labels = {}, endpoint, id = endpoint, texts } = props;
  const idOf = (field: string) => `${id}-${field}`;
  useSendingItself(props.sendsItself === true && !props.flash, state.submit);
  const isSteppingUp = props.stepUp !== undefined && isTooOld(state);
  return (
    <>
      <form
        id={id}
        className={styles["form"]}
        method="post"
        action={endpointPath(props.path ?? endpoint)}
        noValidate
        hidden={isSteppingUp}
        onFocus={() => void state.load().catch(() => null)}
        onSubmit={(event) => {
          event.preventDefault();
          void state.submit();
        }}
      >
        <FormNews state={state} props={props} idOf={idOf} />
        {Object.entries(props.hidden ?? {}).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <FormContext
          value={{
            texts,
            bind: (name) => bindField(name, { state, labels, idOf, flash: props.flash ?? null }),
            write: state.write,
            read: (name) => String(state.form.getValues(name) ?? ""),
          }}
        >
          {props.children}
        </FormContext>
        <div className={styles["actions"]}>
          <Button
            look={props.submit.look ?? "primary"}
            busyWord={props.submit.busyWord}
            isBusy={state.isSending}
            onPress={(event) => event.preventDefault()}
          >
            {props.submit.word}
            {props.submit.unseenWords === undefined ? null : <Unseen> {props.submit.unseenWords}</Unseen>}
          </Button>
        </div>
      </form>
      {isSteppingUp ? <DoneContext value={() => void state.submit()}>{props.stepUp}</DoneContext> : null}
    </>
  );
}

function useSendingItself(isAsked: boolean, submit: () => Promise<void>): void {
  const isSent = useRef(false);
  const sendNow = useEffectEvent(() => {
    if (isSent.current) return;
    isSent.current = true;
    void submit();
  });
  useEffect(() => {
    if (isAsked) sendNow();
  }, [isAsked]);
}

function isTooOld({ outcome }: ApiFormState): boolean {
  return outcome?.kind === "refused" && outcome.code === "reauthentication_required";
}
