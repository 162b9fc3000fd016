import { type Client, clientOf } from "./api.ts";
import type { App, Settings } from "./app.ts";
import { type OidcPeer, type ProviderAccount, startOidcPeer } from "./oidc-peer.ts";
import { startOwnApp } from "./own-app.ts";
import { newPerson } from "./people.ts";
import { goThrough } from "./social.ts";

/** The endpoint that starts an account for whoever a provider vouched for. */
export const finishPath = "/api/v1/accounts/social-registration/";

/** An application with a real provider under two names: Acme Ltd. as `acme`, and `other`. */
export type SocialStage = {
  readonly app: App;
  readonly peer: OidcPeer;
  /** Somebody with an account at the provider, and an address it has verified. */
  newAccount(fixed?: Partial<ProviderAccount>): ProviderAccount & { readonly email: string };
  /** Somebody whose account was started by the provider, logged in. */
  socialPerson(
    fixed?: Partial<ProviderAccount>,
  ): Promise<{ readonly account: ProviderAccount; readonly client: Client; readonly id: string }>;
  close(): Promise<void>;
};

/** Starts both and lets them know each other; `start` is how the runner of these tests starts an application. */
export async function startSocialStage(
  settings: Settings = {},
  start: (settings: Settings) => Promise<App> = startOwnApp,
): Promise<SocialStage> {
  const peer = await startOidcPeer();
  const named = (name: string) => ({
    [`OIDC_${name}_ISSUER`]: peer.url,
    [`OIDC_${name}_CLIENT_ID`]: peer.clientId,
    [`OIDC_${name}_CLIENT_SECRET`]: peer.clientSecret,
  });
  const app = await start({ ...named("ACME"), ...named("OTHER"), OIDC_ACME_LABEL: "Acme Ltd.", ...settings });
  peer.register(["acme", "other"].map((name) => `${app.url}/api/auth/callback/${name}`));
  const newAccount: SocialStage["newAccount"] = (fixed = {}) => {
    const { email, username } = newPerson();
    const account = { sub: username, email, email_verified: true, preferred_username: username, ...fixed };
    peer.add(account);
    return account;
  };
  return {
    app,
    peer,
    newAccount,
    async socialPerson(fixed) {
      const account = newAccount(fixed);
      const client = clientOf(app);
      await goThrough(client, "acme", account.sub);
      const answer = await client.post(finishPath, { username: account.sub });
      if (answer.status !== 201) throw new Error(`Starting an account answered ${answer.status}: ${answer.text}`);
      const { id } = (await client.get("/api/v1/accounts/profile/")).body;
      return { account, client, id: String(id) };
    },
    async close() {
      await app.dispose();
      await peer.close();
    },
  };
}
