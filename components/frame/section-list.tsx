import { Icon } from "#components/ui/icon.tsx";
import styles from "./section-list.module.css";

type Section = { readonly href: string; readonly name: string; readonly about: string };

/** The sections of an account as a plain list of links, each with what it holds now. */
export function SectionList({ sections }: { sections: readonly Section[] }) {
  return (
    <ul className={styles["list"]}>
      {sections.map(({ href, name, about }) => (
        <li key={href}>
          <a href={href}>
            <span className={styles["name"]}>{name}</span>
            <span className={styles["about"]}>
              <bdi>{about}</bdi>
            </span>
            <Icon shape="onward" />
          </a>
        </li>
      ))}
    </ul>
  );
}
