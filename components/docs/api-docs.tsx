import { Brand } from "#components/frame/brand.tsx";
import { Footer, type Looks } from "#components/frame/footer.tsx";
import { SkipLink } from "#components/frame/skip-link.tsx";
import type { DescribedChapter, DescribedEndpoint } from "./described.ts";
import styles from "./docs.module.css";
import { Operation } from "./operation.tsx";

type ApiDocsProps = { readonly looks: Looks; readonly chapters: readonly DescribedChapter[] };

/** The browsable API: every endpoint by chapter, with a list of them beside it, on a narrow screen of the chapters. In English, as the API's own words are. */
export function ApiDocs({ looks, chapters }: ApiDocsProps) {
  return (
    <div className={styles["frame"]}>
      <header className={styles["header"]}>
        <SkipLink lang="en">Skip to the content</SkipLink>
        <Brand product={looks.product} />
        <a href="/api/openapi.json">OpenAPI 3.1</a>
      </header>
      <main className={styles["body"]} lang="en" dir="ltr">
        <Opening />
        <Contents chapters={chapters} />
        <div id="content" tabIndex={-1} className={styles["chapters"]}>
          {chapters.map((chapter) => (
            <section key={chapter.anchor} id={chapter.anchor} className={styles["chapter"]}>
              <h2>{chapter.title}</h2>
              {chapter.endpoints.map((endpoint) => (
                <Endpoint key={endpoint.anchor} endpoint={endpoint} />
              ))}
            </section>
          ))}
        </div>
      </main>
      <Footer looks={looks} />
    </div>
  );
}

function Opening() {
  return (
    <div className={styles["opening"]}>
      <h1>API</h1>
      <p>
        Every endpoint with its fields, its errors and a form to try it. Made from the schemas that the server itself
        works with. What you send here is real: it acts on this installation, as whoever you are logged in as.
      </p>
      <p>
        Bodies are JSON or forms. Paths answer with and without the last slash. Errors at fields are lists of messages
        by field; all others have a <code>detail</code> and a <code>code</code> that never changes.
      </p>
    </div>
  );
}

function Contents({ chapters }: { chapters: readonly DescribedChapter[] }) {
  return (
    <nav className={styles["contents"]} aria-label="Endpoints">
      <ul>
        {chapters.map(({ anchor, title, endpoints }) => (
          <li key={anchor}>
            <a className={styles["contentsChapter"]} href={`#${anchor}`}>
              {title}
            </a>
            <ul>
              {endpoints.map((endpoint) => (
                <li key={endpoint.anchor}>
                  <a href={`#${endpoint.anchor}`}>{shortOf(endpoint.path)}</a>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Endpoint({ endpoint: { anchor, path, operations } }: { endpoint: DescribedEndpoint }) {
  return (
    <section id={anchor} className={styles["endpoint"]} aria-labelledby={`${anchor}-path`}>
      <h3 id={`${anchor}-path`}>
        <a href={`#${anchor}`}>{path}</a>
      </h3>
      {operations.map((operation) => (
        <Operation key={operation.id} operation={operation} />
      ))}
    </section>
  );
}

function shortOf(path: string): string {
  return path.replace(/^\/api\/v1\/(?:accounts|auth)\//, "");
}
