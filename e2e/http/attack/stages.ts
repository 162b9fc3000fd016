import type { App, Settings } from "#e2e/support/app.ts";
import { startOwnApp } from "#e2e/support/own-app.ts";
import { currentDatabase } from "#e2e/support/place.ts";
import type { Corpus } from "./corpus.ts";
import { type World, worldOf } from "./world.ts";

/** The applications a run attacks; each starts when it is first needed. */
export type Stages = {
  /** Limits out of the way. */
  main(): Promise<World>;
  /** The limits at their real figures; started anew where it does not run with exactly these settings beside them. */
  limited(settings?: Settings): Promise<World>;
  /** Ends them. */
  dispose(): Promise<void>;
};

/** The corpus's own policy (its note on passwords), and two processes where the database allows it (on PostgreSQL). */
const common = (): Settings => ({
  PASSWORD_MIN_LENGTH: "15",
  ...(currentDatabase() === "postgres" ? { WEB_CONCURRENCY: "2" } : {}),
});

/** The stages of one run. */
export function stagesFor(corpus: Corpus): Stages {
  const apps: App[] = [];
  const open = async (settings: Settings) => {
    const app = await startOwnApp(settings);
    apps.push(app);
    return worldOf(app, corpus);
  };
  let main: Promise<World> | null = null;
  let limited: Promise<World> | null = null;
  let extra: Settings = {};
  return {
    main() {
      main ??= open({ ...common(), LOGIN_RETRIEVE_TOKEN: "true" });
      return main;
    },
    async limited(settings = {}) {
      limited ??= open({ ...common(), RATE_LIMIT_SCALE: "1" });
      const world = await limited;
      if (JSON.stringify(settings) !== JSON.stringify(extra)) {
        await world.app.stop();
        await world.app.restart({ ...common(), RATE_LIMIT_SCALE: "1", ...settings });
        extra = settings;
      }
      return world;
    },
    dispose: async () => void (await Promise.all(apps.map((app) => app.dispose()))),
  };
}
