import { startApp } from "./app.ts";
import { test as base } from "./fixtures.ts";
import { stageOf } from "./place.ts";
import { type SocialStage, startSocialStage } from "./social-stage.ts";

/** Playwright's `test` with an application of its own that has a real OpenID provider, Acme Ltd. */
export const test = base.extend<object, { social: SocialStage }>({
  social: [
    async ({ database }, use) => {
      const { serverUrl, template } = stageOf(database);
      const social = await startSocialStage({}, (settings) => startApp({ database, serverUrl, template, settings }));
      await use(social);
      await social.close();
    },
    { scope: "worker" },
  ],
});
