import { env } from "#lib/env.ts";
import { configuredProviders, type Provider } from "#lib/providers/provider.ts";

/** Whether browsers can log in by a provider: one is configured, and a login gives them a session. */
export function isSocialLoginOpen(): boolean {
  return env().LOGIN_AUTHENTICATE_SESSION && configuredProviders().length > 0;
}

/** What the login and sign-up screens offer beside their forms. */
export function offeredServices(): readonly Pick<Provider, "id" | "label">[] {
  return isSocialLoginOpen() ? configuredProviders().map(({ id, label }) => ({ id, label })) : [];
}
