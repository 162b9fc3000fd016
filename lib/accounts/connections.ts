import { canProveFreshness, configuredProviders, labelOf, type Provider } from "#lib/providers/provider.ts";
import type { Principal } from "#lib/sessions/principal.ts";
import { listIdentities } from "./identity-store.ts";

/** A service as the account's page shows it; `since` is null where it is not connected. */
export type ServiceConnection = {
  readonly provider: string;
  readonly label: string;
  readonly since: Date | null;
  /** False where the operator no longer offers it: it can only be disconnected. */
  readonly isOffered: boolean;
};

/** Every service that is offered, and those that were when they were connected. */
export async function connectionsOf({ userId }: Principal): Promise<readonly ServiceConnection[]> {
  const own = await listIdentities(userId);
  const sinceOf = (id: string) => own.find(({ provider }) => provider === id)?.createdAt ?? null;
  const offered = configuredProviders();
  const gone = own.filter(({ provider }) => !offered.some(({ id }) => id === provider));
  return [
    ...offered.map(({ id, label }) => ({ provider: id, label, since: sinceOf(id), isOffered: true })),
    ...gone.map(({ provider, createdAt }) => ({
      provider,
      label: labelOf(provider),
      since: createdAt,
      isOffered: false,
    })),
  ];
}

/** The services by which somebody without a password can prove who they are once more. */
export async function provingServices({
  userId,
  hasPassword,
}: Principal): Promise<readonly Pick<Provider, "id" | "label">[]> {
  if (hasPassword) return [];
  const own = await listIdentities(userId);
  return configuredProviders()
    .filter((offered) => canProveFreshness(offered) && own.some(({ provider }) => provider === offered.id))
    .map(({ id, label }) => ({ id, label }));
}
