"use client";

import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { call, type Shown, variable } from "./call.ts";
import type { DescribedField, DescribedOperation } from "./described.ts";
import styles from "./operation.module.css";

/**
 * A form that calls the endpoint. With script the answer stands under it; without, the browser shows the bare answer, and
 * methods that a plain form does not know say so.
 */
export function TryIt({ operation }: { operation: DescribedOperation }) {
  const [shown, setShown] = useState<Shown | null>(null);
  const [isBusy, setBusy] = useState(false);
  const { id, method, path, fields, takesToken } = operation;
  const varying = variable.exec(path)?.[0].slice(1, -1) ?? null;
  const isPlain = (method === "GET" || method === "POST") && varying === null;
  async function send(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    if (isBusy) return;
    const filled = new FormData(event.currentTarget);
    const text = (name: string) => String(filled.get(name) ?? "").trim();
    const own = fields.map(({ name }) => [name, String(filled.get(name) ?? "")]);
    setBusy(true);
    setShown(await call(operation, { fields: Object.fromEntries(own), id: text("{id}"), token: text("{token}") }));
    setBusy(false);
  }
  return (
    <div className={styles["try"]}>
      {isPlain ? null : (
        <p className={styles["withoutScript"]}>A form cannot send this without script. Use the call of the example.</p>
      )}
      <form
        className={isPlain ? styles["form"] : `${styles["form"]} ${styles["needsScript"]}`}
        method={method === "GET" ? "get" : "post"}
        action={method === "GET" ? path : `${path}?format=json`}
        onSubmit={(event) => void send(event)}
        noValidate
      >
        {method === "GET" ? <input type="hidden" name="format" value="json" /> : null}
        {varying === null ? null : <Part id={`${id}-in-path`} name="{id}" label={`${varying}, in the path`} />}
        {fields.map((field) => (
          <BodyPart key={field.name} id={`${id}-${field.name}`} field={field} />
        ))}
        {takesToken ? (
          <div className={styles["needsScript"]}>
            <Part id={`${id}-token`} name="{token}" label="Access token" isOptional />
          </div>
        ) : null}
        <Button look="quiet" isBusy={isBusy} busyWord="Sending…">{`Send ${method}`}</Button>
      </form>
      <div role="status">{shown === null ? null : <Answer shown={shown} />}</div>
    </div>
  );
}

function BodyPart({ id, field: { name, type, isRequired } }: { id: string; field: DescribedField }) {
  return <Part id={id} name={name} label={name} isOptional={!isRequired} isSecret={type === "password"} />;
}

type PartProps = {
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly isOptional?: boolean;
  readonly isSecret?: boolean;
};

function Part({ id, name, label, isOptional = false, isSecret = false }: PartProps) {
  const type = isSecret ? "password" : "text";
  return (
    <TextField
      {...{ id, label }}
      optionalWord={isOptional ? "(optional)" : undefined}
      errors={[]}
      input={{ name, type, autoComplete: "off", autoCapitalize: "none", autoCorrect: "off", spellCheck: false }}
    />
  );
}

function Answer({ shown: { status, headers, body } }: { shown: Shown }) {
  return (
    <>
      <p>
        Answer: <strong>{status}</strong>
      </p>
      {headers.length === 0 ? null : <pre className={styles["code"]}>{headers.join("\n")}</pre>}
      {body === "" ? null : <pre className={styles["code"]}>{body}</pre>}
    </>
  );
}
