import { afterEach, expect, test } from "vitest";
import { handOn } from "#lib/env.ts";
import { create } from "./create.ts";
import { resetLink } from "./reset-link.ts";

afterEach(() => handOn({ RESET_PASSWORD_VERIFICATION_ENABLED: "true" }));

const io = { out: () => {}, err: () => {}, cwd: ".", mailsLeave: true };

test.each([
  ["reset-link", () => resetLink(["kim"], io), /would lead nowhere\.$/],
  [
    "create",
    () => create(["--username", "kim", "--email", "kim@example.org"], io),
    /With --pending the password is set/,
  ],
])("%s mails nobody a link that leads nowhere", async (_verb, run, words) => {
  handOn({ RESET_PASSWORD_VERIFICATION_ENABLED: "false" });
  await expect(run()).rejects.toThrow(words);
});
