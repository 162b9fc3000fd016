import "server-only";
import { headers } from "next/headers";
import { registrantHashOf } from "./requester.ts";

/** SHA-256 of the registrant cookie this page was opened with, or null. */
export async function pageRegistrantHash(): Promise<Uint8Array<ArrayBuffer> | null> {
  return registrantHashOf((await headers()).get("cookie"));
}
