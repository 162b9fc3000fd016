import type { Metadata } from "next";
import { apiDoors } from "#app/api/doors.ts";
import { readLooks } from "#app/looks.ts";
import { ApiDocs } from "#components/docs/api-docs.tsx";
import { describedChapters } from "./described-chapters.ts";

/** The title of the page. */
export const metadata: Metadata = { title: "API" };

/** The browsable API, made from the very doors that the server works with. */
export default async function ApiDocsPage() {
  return <ApiDocs looks={await readLooks()} chapters={describedChapters(apiDoors)} />;
}
