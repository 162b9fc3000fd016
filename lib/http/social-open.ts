import { env } from "#lib/env.ts";
import { configuredProviders } from "#lib/providers/provider.ts";

/** Whether browsers can log in by a provider: one is configured, and a login gives them a session. */
export function isSocialLoginOpen(): boolean {
  return env().LOGIN_AUTHENTICATE_SESSION && configuredProviders().length > 0;
}
