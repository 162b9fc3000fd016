import { z } from "zod";
import type { FieldCode } from "./codes.ts";
import { customFieldsOf } from "./custom-fields.ts";
import { type CustomFields, nameField, optionalField, termsField, textField, typed, usernameField } from "./fields.ts";

const providerField = textField({ max: 40 });
const pathField = z.string({ error: typed("not_a_string") }).max(2_000);

/** `social-login/`: which provider, and the place of ours where the login is to lead. */
export const socialLoginBody = z.object({ provider: providerField, next: optionalField(pathField) });

/** `connections/`: which provider to connect. */
export const connectBody = z.object({ provider: providerField });

/** `social-reauthenticate/`: which provider is to ask for proof, and the page of ours that needs it. */
export const socialReauthenticateBody = z.object({ provider: providerField, page: optionalField(pathField) });

/** The settings that change what a new account by a provider must say. */
export type SocialRegisterOptions = {
  /** ACCOUNT_USERNAME_REQUIRED; the auth face finds a name by itself. */
  readonly usernameRequired: boolean;
  /** TERMS_OF_SERVICE_URL is set. */
  readonly termsRequired: boolean;
  readonly customFields?: CustomFields;
};

/** What is asked of somebody who starts an account by a provider; names left out are the provider's. */
export type SocialRegisterInput = {
  username?: string | undefined;
  first_name?: string | undefined;
  last_name?: string | undefined;
  tos?: boolean | undefined;
  customFields: Readonly<Record<string, unknown>>;
};

/** `social-registration/`: the fields of `register/` but for address and password. */
export function socialRegisterBody(options: SocialRegisterOptions): z.ZodType<SocialRegisterInput> {
  const { own, collect } = customFieldsOf(options.customFields);
  return z
    .object({
      ...own,
      username: options.usernameRequired ? usernameField : optionalField(usernameField),
      first_name: nameField.optional(),
      last_name: nameField.optional(),
      tos: termsField,
    })
    .omit({ ...(!options.termsRequired && { tos: true }) })
    .transform(collect);
}

const tokenField = z
  .string({ error: typed("not_a_string") })
  .min(1, { error: code("blank"), abort: true })
  .max(16_384, { error: code("too_long") })
  .regex(/^[\x21-\x7e]*$/, { error: code("malformed_text") });
const verifierField = tokenField.regex(/^[A-Za-z0-9._~-]{43,128}$/, { error: code("invalid") });

/** What a client of the auth face brings from a provider. */
export type SocialTokenInput = {
  readonly proof:
    | { readonly code: string; readonly code_verifier: string; readonly redirect_uri: string }
    | { readonly id_token: string }
    | { readonly access_token: string };
  /** The rest of the body, for whoever has no account here yet (`socialRegisterBody`). */
  readonly registration: Readonly<Record<string, unknown>>;
};

/**
 * `auth/<provider>/`: a code with its PKCE verifier and redirect address, or an ID token, or an access token, in this order
 * where several are there.
 */
export const socialTokenBody: z.ZodType<SocialTokenInput> = z
  .looseObject({
    code: optionalField(tokenField),
    code_verifier: optionalField(verifierField),
    redirect_uri: optionalField(tokenField),
    id_token: optionalField(tokenField),
    access_token: optionalField(tokenField),
  })
  .transform(({ code: given, code_verifier, redirect_uri, id_token, access_token, ...registration }, context) => {
    if (given !== undefined) {
      if (code_verifier !== undefined && redirect_uri !== undefined) {
        return { proof: { code: given, code_verifier, redirect_uri }, registration };
      }
      const missing = code_verifier === undefined ? "code_verifier" : "redirect_uri";
      context.addIssue({ code: "custom", message: code("required"), path: [missing] });
      return z.NEVER;
    }
    if (id_token !== undefined) return { proof: { id_token }, registration };
    if (access_token !== undefined) return { proof: { access_token }, registration };
    context.addIssue({ code: "custom", message: code("social_proof_missing"), path: ["non_field_errors"] });
    return z.NEVER;
  });

/** Keeps the compiler watching that a message is a code. */
function code(name: FieldCode): FieldCode {
  return name;
}
