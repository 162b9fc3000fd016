import "server-only";
import { headers } from "next/headers";
import { type HandshakeNote, type NewcomerNote, openHandshake, openNewcomer } from "./social-cookie.ts";

/** The handshake this browser is about to begin, or null. */
export async function pageHandshake(): Promise<HandshakeNote | null> {
  return openHandshake((await headers()).get("cookie"));
}

/** Whom a provider vouched for in this browser and who has no account yet, or null. */
export async function pageNewcomer(): Promise<NewcomerNote | null> {
  return openNewcomer((await headers()).get("cookie"));
}
