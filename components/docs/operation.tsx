import type { DescribedAnswerField, DescribedError, DescribedField, DescribedOperation } from "./described.ts";
import styles from "./operation.module.css";
import { TryIt } from "./try-it.tsx";

/** One method of an endpoint: what it does, takes and answers, and the form to try it. */
export function Operation({ operation }: { operation: DescribedOperation }) {
  const { method, summary, description, fields, status, answer, answerFields, errors, call } = operation;
  return (
    <article className={styles["operation"]} aria-labelledby={`${operation.id}-title`}>
      <h4 id={`${operation.id}-title`} className={styles["title"]}>
        <span className={`${styles["method"]} ${styles[method.toLowerCase()] ?? ""}`}>{method}</span> {summary}
      </h4>
      {description === null ? null : <p>{description}</p>}
      <p className={styles["small"]}>
        Login: {operation.login}. {limitWords(operation.limits)}
      </p>
      {fields.length === 0 ? null : <Fields fields={fields} />}
      <h5>Example</h5>
      <pre className={styles["code"]}>{call}</pre>
      <h5>Success: {status}</h5>
      <pre className={styles["code"]}>{answer}</pre>
      {answerFields.length === 0 ? null : (
        <details className={styles["more"]}>
          <summary>Fields of the answer ({answerFields.length})</summary>
          <AnswerFields fields={answerFields} />
        </details>
      )}
      <details className={styles["more"]}>
        <summary>Errors ({errors.length})</summary>
        <Errors errors={errors} />
      </details>
      <details className={styles["more"]}>
        <summary>
          Try it: {method} {operation.path}
        </summary>
        <TryIt operation={operation} />
      </details>
    </article>
  );
}

function Fields({ fields }: { fields: readonly DescribedField[] }) {
  return (
    <>
      <h5>Fields</h5>
      <ul className={`${styles["rows"]} ${styles["fields"]}`}>
        {fields.map((field) => (
          <li key={field.name}>
            <code>{field.name}</code>
            <span>
              {field.type}
              {boundWords(field)}
            </span>
            <span>{field.isRequired ? "required" : "optional"}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

function AnswerFields({ fields }: { fields: readonly DescribedAnswerField[] }) {
  return (
    <ul className={`${styles["rows"]} ${styles["fields"]}`}>
      {fields.map(({ name, type, isAlways }) => (
        <li key={name}>
          <code>{name}</code>
          <span>{type}</span>
          <span>{isAlways ? "always" : "not always"}</span>
        </li>
      ))}
    </ul>
  );
}

function Errors({ errors }: { errors: readonly DescribedError[] }) {
  return (
    <ul className={`${styles["rows"]} ${styles["errors"]}`}>
      {errors.map(({ code, status, words }) => (
        <li key={code}>
          <span>{status}</span>
          <code>{code}</code>
          <span>{words}</span>
        </li>
      ))}
    </ul>
  );
}

function boundWords({ minLength, maxLength, isMeasuredInBytes }: DescribedField): string {
  const unit = isMeasuredInBytes ? "bytes" : "characters";
  if (maxLength === null) return minLength === null ? "" : ", not blank";
  return minLength === null ? `, at most ${maxLength} ${unit}` : `, ${minLength} to ${maxLength} ${unit}`;
}

function limitWords(limits: readonly string[]): string {
  return limits.length === 0 ? "" : `Limits by address: ${limits.join(", ")}.`;
}
