"use client";

import { Fault } from "#components/frame/fault.tsx";
import "./globals.css";

/** What is shown when not even the document around the pages could be made. */
export default function GlobalError({ retry }: { retry: () => void }) {
  return (
    <html lang="en">
      <body>
        <Fault retry={retry} />
      </body>
    </html>
  );
}
