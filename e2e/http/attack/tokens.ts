import { createCipheriv, createHash, createHmac, randomBytes } from "node:crypto";
import { deflateRawSync } from "node:zlib";
import { z } from "zod";
import type { Generator } from "./corpus.ts";

const claims = z.record(z.string(), z.string()).default({});
const jwtShape = z.object({ alg: z.string(), key: z.string(), claims });
const jweShape = z.object({
  alg: z.literal("dir"),
  enc: z.literal("A256GCM"),
  zip: z.literal("DEF").optional(),
  size: z.int().default(0),
  claims,
});

/** A token as an attacker makes it: signed or encrypted with a key of the attacker's. */
export function makeToken(gen: Generator, fill: (text: string) => string): string {
  if (gen.rule === "jwt") {
    const { alg, key, claims: given } = jwtShape.parse(gen);
    const signed = `${encoded({ alg, typ: "JWT" })}.${encoded(filledClaims(given, fill))}`;
    return `${signed}.${createHmac("sha256", key).update(signed).digest("base64url")}`;
  }
  const { alg, enc, zip, size, claims: given } = jweShape.parse(gen);
  const plain = Buffer.concat([Buffer.from(JSON.stringify(filledClaims(given, fill))), Buffer.alloc(size)]);
  const header = encoded({ alg, enc, ...(zip ? { zip } : {}) });
  const iv = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", randomBytes(32), iv).setAAD(Buffer.from(header));
  const body = Buffer.concat([cipher.update(zip ? deflateRawSync(plain) : plain), cipher.final()]);
  return [header, "", ...[iv, body, cipher.getAuthTag()].map((part) => part.toString("base64url"))].join(".");
}

/** A genuine session cookie, changed. Throws on an operation it does not know. */
export function mutatedSession(session: string, gen: Generator): string {
  const { op } = z.object({ op: z.string() }).parse(gen);
  switch (op) {
    case "flip_char":
      return session.replace(/^./, (first) => (first === "A" ? "B" : "A"));
    case "truncate":
      return session.slice(0, -1);
    case "append":
      return `${session}A`;
    case "upper":
      return session.toUpperCase();
    case "double":
      return session + session;
    case "sha256_hex":
      return createHash("sha256").update(session).digest("hex");
    case "sha256_base64url":
      return createHash("sha256").update(session).digest("base64url");
    default:
      throw new Error(`A session cannot be changed by "${op}".`);
  }
}

function filledClaims(given: Record<string, string>, fill: (text: string) => string): Record<string, string> {
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, fill(value)]));
}

function encoded(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}
