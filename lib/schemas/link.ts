import { z } from "zod";
import { trimSpaces } from "#lib/identity/email-address.ts";
import type { FieldCode } from "./codes.ts";
import { typed } from "./fields.ts";

const blank: FieldCode = "blank";

/** A parameter of a link, as it came. A wrong shape is no field error: `parseLink` makes it the uniform refusal. */
export const linkText = z
  .string({ error: typed("not_a_string") })
  .refine((text) => trimSpaces(text) !== "", { error: blank });

/** Seconds since 1970: decimal digits out of the link, or a JSON integer (the models' field is an integer). */
const linkTimestamp = z
  .union([z.string(), z.int()], { error: typed("not_an_integer") })
  .transform(String)
  .refine((text) => trimSpaces(text) !== "", { error: blank });

/** The three parameters every signed link carries. */
export const linkFields = { user_id: linkText, timestamp: linkTimestamp, signature: linkText };
