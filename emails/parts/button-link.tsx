import { Button, Link, Text } from "@react-email/components";
import type { MailContext } from "./mail.ts";
import { styles } from "./theme.ts";

/** Props of `ButtonLink`. */
export type ButtonLinkProps = { readonly context: MailContext; readonly href: string; readonly label: string };

/**
 * The one thing to press, and the same address in letters for those whose mail program shows no button. The text part
 * shows it once, on a line of its own (lib/mail/render.tsx looks for `data-button`).
 */
export function ButtonLink({ context, href, label }: ButtonLinkProps) {
  return (
    <>
      <Text style={{ margin: "8px 0 24px" }}>
        <Button className="button" data-button="" href={href} style={styles.button}>
          {label}
        </Button>
      </Text>
      <Text className="muted" data-skip-in-text="true" style={{ ...styles.muted, margin: 0 }}>
        {context.t("common.copy-link")}
      </Text>
      <Text data-skip-in-text="true" style={styles.link}>
        <Link className="accent" dir="ltr" href={href} style={styles.accent}>
          {href}
        </Link>
      </Text>
    </>
  );
}

/** A second way on, in letters. */
export function PlainLink({ href }: { readonly href: string }) {
  return (
    <Text style={styles.link}>
      <Link className="accent" dir="ltr" href={href} style={styles.accent}>
        {href}
      </Link>
    </Text>
  );
}
