import { log } from "#lib/log.ts";
import { OutgoingFailure } from "#lib/outgoing/outgoing-failure.ts";
import { ok, type Result, refuse } from "#lib/result.ts";
import { githubPerson } from "./github.ts";
import { oidcPerson } from "./oidc.ts";
import type { ProviderPerson } from "./person.ts";
import type { Proof } from "./proof.ts";
import type { Provider } from "./provider.ts";
import { type FailureKind, ProviderFailure } from "./provider-failure.ts";

/** Why a provider did not tell who somebody is: it is away, or its word or the proof does not hold. */
export type ProviderCode = "provider_unavailable" | "provider_refused";

/** All that is asked of a provider at one step is answered within so many milliseconds (docs/security.md row 84). */
const providerWithinMs = 10_000;

/**
 * Asks a provider who brings this proof, within ten seconds. Nothing of what it answers is kept but the person. Refuses
 * `provider_unavailable`: it is down, slow, or our settings are wrong there; `provider_refused`: everything that does not
 * hold, without saying which (docs/security.md rows 80–82).
 */
export function identify(
  provider: Provider,
  proof: Proof,
  signal = providerSignal(),
): Promise<Result<ProviderPerson, ProviderCode>> {
  return asked(provider, () =>
    provider.kind === "github" ? githubPerson(provider, proof, signal) : oidcPerson(provider, proof, signal),
  );
}

/** Ends in ten seconds whatever is asked of a provider meanwhile. */
export function providerSignal(): AbortSignal {
  return AbortSignal.timeout(providerWithinMs);
}

/** Asks a provider something; its failures become refusals and a log line. */
export async function asked<Value>(
  provider: Pick<Provider, "id">,
  ask: () => Promise<Value>,
): Promise<Result<Value, ProviderCode>> {
  try {
    return ok(await ask());
  } catch (error) {
    const kind = kindOf(error);
    if (kind === null || !(error instanceof Error)) throw error;
    log.warn("provider_failed", { provider: provider.id, kind, reason: error.message });
    if (kind === "away") return refuse("provider_unavailable", { values: { seconds: 30 } });
    return refuse("provider_refused");
  }
}

function kindOf(error: unknown): FailureKind | null {
  if (error instanceof OutgoingFailure) return "away";
  return error instanceof ProviderFailure ? error.kind : null;
}
