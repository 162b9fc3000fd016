import { Body, Container, Head, Heading, Html, Preview, Section, Text } from "@react-email/components";
import type { ReactNode } from "react";
import { directionOf } from "#lib/i18n/locales.ts";
import type { MailContext } from "./mail.ts";
import { styleSheet, styles, theme } from "./theme.ts";

/** Props of `Layout`. `preheader` is what an inbox shows after the subject: it completes it and never repeats it. */
export type LayoutProps = {
  readonly context: MailContext;
  readonly preheader: string;
  readonly title: string;
  readonly children: ReactNode;
};

/** The frame of every mail: product, one panel that says one thing, who it was sent to. No image, nothing remote. */
export function Layout({ context, preheader, title, children }: LayoutProps) {
  const { locale, product, t, to } = context;
  const written = { lang: locale, dir: directionOf(locale) };
  return (
    <Html {...written}>
      <Head>
        <title>{title}</title>
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <style>{styleSheet}</style>
      </Head>
      <Preview>{preheader}</Preview>
      {/* Some mail programs keep nothing of html and body: what they say is said once more inside. */}
      {/* Without styles of its own: React Email would put them where the dark palette cannot reach them. */}
      <Body>
        <Section {...written} className="canvas" style={styles.canvas}>
          <Container style={{ maxWidth: theme.width, width: "100%" }}>
            <Text className="text edge" style={styles.product}>
              {product}
            </Text>
            <Section className="surface" style={styles.surface}>
              <Heading as="h1" className="text" style={styles.title}>
                {title}
              </Heading>
              {children}
            </Section>
            <Text className="muted edge" style={styles.footer}>
              {t("common.footer", { product, email: to })} {t("common.reply")}
            </Text>
          </Container>
        </Section>
      </Body>
    </Html>
  );
}
