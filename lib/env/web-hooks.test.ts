import { describe, expect, test } from "vitest";
import { SettingsFault } from "./fault.ts";
import { readEnv, settingWarnings } from "./read.ts";

const secret = (fill: number, bytes = 32) => `whsec_${Buffer.alloc(bytes, fill).toString("base64")}`;
const crm = { WEBHOOK_CRM_URL: "https://crm.example/hooks", WEBHOOK_CRM_SECRETS: secret(1) };

function faultsOf(source: Record<string, string>): readonly string[] {
  try {
    readEnv(source);
    return [];
  } catch (error) {
    if (error instanceof SettingsFault) return error.faults;
    throw error;
  }
}

describe("WEBHOOK_<NAME>_…", () => {
  test("describes any number of receivers, in the order of their names", () => {
    const { WEB_HOOKS } = readEnv({
      ...crm,
      WEBHOOK_AUDIT_URL: "http://localhost:4000/",
      WEBHOOK_AUDIT_SECRETS: `${secret(2, 24)}, ${secret(3, 64)}`,
      WEBHOOK_AUDIT_EVENTS: "user_deleted, user_disabled",
      WEBHOOK_AUDIT_ADDRESSES: "true",
    });
    expect(WEB_HOOKS.map(({ id, url, tellsAddresses }) => [id, url, tellsAddresses])).toEqual([
      ["AUDIT", "http://localhost:4000/", true],
      ["CRM", "https://crm.example/hooks", false],
    ]);
    expect(WEB_HOOKS.map(({ secrets }) => secrets.map((bytes) => bytes.length))).toEqual([[24, 64], [32]]);
    expect(WEB_HOOKS.map(({ takes }) => [takes("user_deleted"), takes("user_registered")])).toEqual([
      [true, false],
      [true, true],
    ]);
  });

  test.each([
    ["no address", { WEBHOOK_CRM_SECRETS: secret(1) }, /^WEBHOOK_CRM_URL is missing/],
    ["plain http", { ...crm, WEBHOOK_CRM_URL: "http://crm.example" }, /^WEBHOOK_CRM_URL must be a full https/],
    ["a password", { ...crm, WEBHOOK_CRM_URL: "https://a:b@crm.example" }, /^WEBHOOK_CRM_URL must be/],
    ["no secret", { WEBHOOK_CRM_URL: "https://crm.example" }, /^WEBHOOK_CRM_SECRETS is missing/],
    ["a short secret", { ...crm, WEBHOOK_CRM_SECRETS: secret(1, 23) }, /^WEBHOOK_CRM_SECRETS must be 1 to 3/],
    ["a bare secret", { ...crm, WEBHOOK_CRM_SECRETS: "abc" }, /^WEBHOOK_CRM_SECRETS must be 1 to 3/],
    ["four secrets", { ...crm, WEBHOOK_CRM_SECRETS: Array(4).fill(secret(1)).join() }, /^WEBHOOK_CRM_SECRETS must/],
    ["an unknown event", { ...crm, WEBHOOK_CRM_EVENTS: "user_eaten" }, /^WEBHOOK_CRM_EVENTS knows no event user_eaten/],
    ["an odd switch", { ...crm, WEBHOOK_CRM_ADDRESSES: "perhaps" }, /^WEBHOOK_CRM_ADDRESSES must be true or false/],
  ])("with %s stops the start", (_what, source, fault) => {
    const faults = faultsOf(source);
    expect(faults).toEqual([expect.stringMatching(fault)]);
    expect(faults.join()).not.toContain("whsec_AQEB");
  });

  test("on loopback stops the start of a public application", () => {
    const faults = faultsOf({ ...crm, WEBHOOK_CRM_URL: "http://localhost:4000", APP_URL: "https://app.example" });
    expect(faults).toContain("WEBHOOK_CRM_URL must start with https:// while APP_URL is public");
  });

  test("misspelt is warned about, and never taken for a receiver", () => {
    expect(settingWarnings({ WEBHOOK_CRM_SECRET: "x" })).toEqual([
      "WEBHOOK_CRM_SECRET is no setting of Latchkey; did you mean WEBHOOK_CRM_SECRETS?",
    ]);
    expect(settingWarnings(crm)).toEqual([]);
  });
});
