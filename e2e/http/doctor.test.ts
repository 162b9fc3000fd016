import { expect, test } from "vitest";
import { settingsOf } from "#e2e/support/app.ts";
import { mailboxOf } from "#e2e/support/mailbox.ts";
import { sharedPlace } from "#e2e/support/place.ts";
import { runProgram } from "#e2e/support/process.ts";

const doctor = (settings: Readonly<Record<string, string>>, ...args: string[]) =>
  runProgram(["--conditions=react-server", "scripts/doctor.ts", ...args], settings);

test("the doctor finds a running server in order, asks its database, and its test mail arrives", async () => {
  const place = sharedPlace();
  const to = "operator.of.the.doctor@example.org";
  const { code, output } = await doctor(settingsOf(place), "--mail", to);
  expect([code, output]).toEqual([0, expect.stringMatching(/^0 wrong/m)]);
  for (const line of [/ok +address: this server answers at /, /ok +database: PostgreSQL \d+ answers/])
    expect(output).toMatch(line);
  expect(output).toMatch(/ok +schema: of this version/);
  expect(output).toMatch(/ok +clock: the same/);
  expect((await mailboxOf(place).take(to)).subject).toBe("Test mail");
});

test("the doctor names what is wrong with its mend, and no secret", async () => {
  const settings = { ...settingsOf(sharedPlace()), DATABASE_URL: "postgresql://u:s3cret@127.0.0.1:1/x", PORT: "" };
  const { code, output } = await doctor(settings);
  expect([code, output]).toEqual([1, expect.stringMatching(/WRONG database: it does not answer\n +→ /)]);
  expect(output).not.toContain("s3cret");
});
