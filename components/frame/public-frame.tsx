import type { ReactNode } from "react";
import { Brand } from "./brand.tsx";
import { Footer, type Looks } from "./footer.tsx";
import styles from "./frame.module.css";

/** A page with one thing to do: the product's name, one panel, the small print. */
export function PublicFrame({ looks, children }: { looks: Looks; children: ReactNode }) {
  return (
    <div className={styles["frame"]}>
      <header className={`${styles["column"]} ${styles["header"]}`}>
        <Brand product={looks.product} />
      </header>
      <main className={`${styles["column"]} ${styles["panel"]}`}>{children}</main>
      <div className={styles["column"]}>
        <Footer looks={looks} />
      </div>
    </div>
  );
}
