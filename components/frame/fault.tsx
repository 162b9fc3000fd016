"use client";

import { Button } from "#components/ui/button.tsx";
import texts from "#lib/i18n/messages/en/fault.json" with { type: "json" };
import styles from "./frame.module.css";
import { Actions, Screen } from "./screen.tsx";

/** The page in place of one that could not be made. Its words are a file of their own: every page carries them along. */
export function Fault({ retry }: { retry: () => void }) {
  return (
    <div className={styles["frame"]}>
      <main className={`${styles["column"]} ${styles["panel"]}`}>
        <Screen title={texts.title} lead={texts.lead}>
          <Actions>
            <Button type="button" onClick={retry}>
              {texts.retry}
            </Button>
            <a href="/">{texts.start}</a>
          </Actions>
        </Screen>
      </main>
    </div>
  );
}
