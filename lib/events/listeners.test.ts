import { expect, test, vi } from "vitest";
import type { EventReport, Listeners } from "./event.ts";
import { hasListeners, tellListeners } from "./listeners.ts";

const user = { id: "u", username: "ada", email: null, firstName: "", lastName: "", customFields: {}, locale: "en" };
const about = { id: "e", at: new Date(0), request: { device: "", network: "" }, detail: {} };
const event: EventReport<"user_deleted"> = { ...about, name: "user_deleted", user };

test("a listener that throws, at once or later, or never ends, keeps nobody from hearing and is logged", async () => {
  const lines: string[] = [];
  const write = vi.spyOn(process.stdout, "write").mockImplementation((line) => lines.push(String(line)) > 0);
  const heard: string[] = [];
  const listeners: Listeners = {
    user_deleted: [
      () => {
        throw new Error("at once");
      },
      () => Promise.reject(new Error("later")),
      () => new Promise(() => {}),
      ({ name, user: { id } }) => void heard.push(`${name} ${id}`),
    ],
    user_registered: [() => void heard.push("of something else")],
  };
  tellListeners(event, listeners);
  await expect.poll(() => lines.filter((line) => line.includes("listener_failed"))).toHaveLength(2);
  write.mockRestore();
  expect(heard).toEqual(["user_deleted u"]);
});

test("only events that somebody listens to are looked up", () => {
  expect([hasListeners("user_deleted", { user_deleted: [() => {}] }), hasListeners("user_deleted", {})]).toEqual([
    true,
    false,
  ]);
});
