import { randomBytes } from "node:crypto";
import { type App, type Settings, twoProcesses } from "#e2e/support/app.ts";
import { startOwnApp } from "#e2e/support/own-app.ts";
import { currentDatabase } from "#e2e/support/place.ts";
import { type ScriptedProvider, startScriptedProvider } from "#e2e/support/scripted-provider.ts";
import { type SocialStage, startSocialStage } from "#e2e/support/social-stage.ts";
import type { Corpus } from "./corpus.ts";
import { type World, worldOf } from "./world.ts";

/** The applications a run attacks, each with its own database; each starts when it is first needed. */
export type Stages = {
  /** Limits out of the way. */
  main(): Promise<World>;
  /** The limits at their real figures. */
  limited(): Promise<World>;
  /** The same behind a proxy, under a new key beside the old one, with a session after a verification, and providers. */
  rich(): Promise<World>;
  /** The rich application with a provider that speaks the truth. */
  social(): Promise<SocialStage>;
  /** Its provider `liar`, which says what it is told to. */
  liar(): Promise<ScriptedProvider>;
  /** Ends them. */
  dispose(): Promise<void>;
};

/** The corpus's own policy (its note on passwords), and two processes where the database allows it (on PostgreSQL). */
const common = (): Settings => ({
  PASSWORD_MIN_LENGTH: "15",
  ...twoProcesses(currentDatabase()),
});

/** The address of a client of its own that a provider may send people back to. */
export const redirectUri = "http://localhost:9/callback";

/** The stages of one run. */
export function stagesFor(corpus: Corpus): Stages {
  const closings: (() => Promise<unknown>)[] = [];
  const opened = async (settings: Settings) => {
    const app = await startOwnApp(settings);
    closings.push(() => app.dispose());
    return worldOf(app, corpus);
  };
  const main = once(() => opened({ ...common(), LOGIN_RETRIEVE_TOKEN: "true" }));
  const limited = once(() => opened({ PASSWORD_MIN_LENGTH: "15", RATE_LIMIT_SCALE: "1" }));
  const liar = once(() => startScriptedProvider({ clientId: "us" }));
  const social = once(async () => {
    const stage = await startSocialStage(await richSettings(liar), withNewKey);
    closings.push(() => stage.close().then(async () => (await liar()).close()));
    return stage;
  });
  const rich = once(async () => worldOf((await social()).app, corpus));
  const dispose = async () => void (await Promise.all(closings.map((close) => close())));
  return { main, limited, rich, social, liar, dispose };
}

async function richSettings(liar: () => Promise<ScriptedProvider>): Promise<Settings> {
  const { url } = await liar();
  return {
    ...common(),
    ...{ RATE_LIMIT_SCALE: "1", TRUSTED_PROXY_COUNT: "1", REGISTER_VERIFICATION_AUTO_LOGIN: "true" },
    SOCIAL_REDIRECT_URIS: redirectUri,
    ...{ OIDC_LIAR_ISSUER: url, OIDC_LIAR_CLIENT_ID: "us", OIDC_LIAR_CLIENT_SECRET: "s" },
  };
}

/** The key of the place, with which tests sign, is the older one. */
function withNewKey(settings: Settings): Promise<App> {
  const newKey = randomBytes(32).toString("base64");
  return startOwnApp(({ secretKey }) => ({ ...settings, SECRET_KEY: `${newKey},${secretKey}` }));
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | null = null;
  return () => {
    made ??= make();
    return made;
  };
}
