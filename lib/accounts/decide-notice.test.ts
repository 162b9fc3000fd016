import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { newId } from "#lib/db/new-id.ts";
import { handOn } from "#lib/env.ts";
import { decideNotice, type NoticeMail } from "./decide-notice.ts";

const queued = { mailId: newId(), createdAt: new Date("2026-11-21T08:01:02.345Z"), attempt: 0 };
const about = { ...queued, userId: newId(), to: "ada@example.org", locale: "en" };

function propsOf(job: NoticeMail, hasReset: boolean) {
  const SECRET_KEY = randomBytes(32).toString("base64");
  handOn({ APP_URL: "http://localhost:3000", SECRET_KEY, RESET_PASSWORD_VERIFICATION_ENABLED: String(hasReset) });
  return decideNotice(job).message.props;
}

test("the mail of a changed password leads to a reset only where there is one", () => {
  const job = { ...about, purpose: "password-changed" } as const;
  expect(propsOf(job, true)).toMatchObject({ forgotPasswordUrl: "http://localhost:3000/forgot-password" });
  expect(propsOf(job, false)).toMatchObject({ forgotPasswordUrl: null });
});

test("the mail of a changed address promises a link for a new password only where there is one", () => {
  const change = { newEmail: "new@example.org", changeId: newId(), linkId: about.userId };
  const job = { ...about, ...change, purpose: "email-changed" } as const;
  expect(propsOf(job, true)).toMatchObject({ hasReset: true });
  expect(propsOf(job, false)).toMatchObject({ hasReset: false });
});
