import { Hr, Text } from "@react-email/components";
import type { ReactNode } from "react";
import type { MailContext, Whereabouts } from "./mail.ts";
import { styles } from "./theme.ts";

/** A paragraph. */
export function Paragraph({ children }: { readonly children: ReactNode }) {
  return (
    <Text className="text" style={styles.text}>
      {children}
    </Text>
  );
}

/** A smaller, quieter paragraph. */
export function Quiet({ children }: { readonly children: ReactNode }) {
  return (
    <Text className="muted" style={styles.muted}>
      {children}
    </Text>
  );
}

/** "Hello Ada," or, where the reader is not known, "Hello,". */
export function Greeting({ name, context }: { readonly name: string | null; readonly context: MailContext }) {
  const { t, called } = context;
  return <Paragraph>{name ? t("common.greeting", { name: called ?? name }) : t("common.greeting-nameless")}</Paragraph>;
}

/** Props of `Facts`: the moment, where, and whether it was asked for or has happened. */
export type FactsProps = Whereabouts & {
  readonly context: MailContext;
  readonly kind: "asked" | "happened";
  readonly at: Date;
};

/** Who and when: a line, then the moment and, where they are known, browser and network. */
export function Facts({ context, kind, at, device, network }: FactsProps) {
  const { t, time } = context;
  const facts = [
    t(`common.${kind}`, { time: time(at) }),
    ...(device ? [t("common.device", { device })] : []),
    ...(network ? [t("common.network", { network })] : []),
  ];
  return (
    <>
      <Hr className="line" style={styles.line} />
      <Text className="muted" style={{ ...styles.muted, margin: 0 }}>
        {facts.map((fact) => (
          <span key={fact}>
            {fact}
            <br />
          </span>
        ))}
      </Text>
    </>
  );
}
