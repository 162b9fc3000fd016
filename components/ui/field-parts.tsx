import styles from "./field.module.css";
import { Icon } from "./icon.tsx";

/** The `aria-describedby` of a control: the error first, then the help; undefined without either. */
export function describedBy(id: string, { hasHelp, hasError }: { hasHelp: boolean; hasError: boolean }) {
  const ids = fieldIds(id);
  return [hasError ? ids.error : null, hasHelp ? ids.help : null].filter(Boolean).join(" ") || undefined;
}

/** The help under a control. */
export function FieldHelp({ id, children }: { id: string; children: string }) {
  return (
    <p id={fieldIds(id).help} className={styles["help"]}>
      {children}
    </p>
  );
}

/** What is wrong with a field, one line a reason, with an icon beside the words. */
export function FieldError({ id, messages }: { id: string; messages: readonly string[] }) {
  if (messages.length === 0) return null;
  return (
    <p id={fieldIds(id).error} className={styles["error"]}>
      <Icon shape="alert" isSmall />
      <span className={styles["errorWords"]}>
        {messages.map((message) => (
          <span key={message}>{message}</span>
        ))}
      </span>
    </p>
  );
}

function fieldIds(id: string) {
  return { help: `${id}-help`, error: `${id}-error` };
}
