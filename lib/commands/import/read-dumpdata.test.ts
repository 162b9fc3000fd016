import { describe, expect, test } from "vitest";
import { readDumpdata } from "./read-dumpdata.ts";

const user = (model: string, pk?: unknown) => ({ model, pk, fields: { username: "kim", password: "!" } });

describe("dumpdata", () => {
  test("is read for auth.user, whatever other models hold passwords", () => {
    const text = JSON.stringify([user("shop.customer", 1), user("auth.User", 7)]);
    expect(readDumpdata(text, null)).toMatchObject({ kind: "auth.user", rows: [{ where: "pk 7" }] });
  });

  test("without primary keys is counted", () => {
    expect(readDumpdata(JSON.stringify([user("auth.user")]), null).rows).toMatchObject([{ where: "object 1" }]);
  });

  test("is read a line at a time too", () => {
    const text = `${JSON.stringify(user("a.b", 1))}\n\n${JSON.stringify(user("a.b", 2))}\n`;
    expect(readDumpdata(text, null).rows).toMatchObject([{ where: "pk 1" }, { where: "pk 2" }]);
  });

  test("of two models that could be the users is refused until one is named", () => {
    const text = JSON.stringify([user("a.b", 1), user("c.d", 1)]);
    expect(() => readDumpdata(text, null)).toThrow("It has a.b, c.d.");
    expect(readDumpdata(text, "C.D").rows).toHaveLength(1);
    expect(() => readDumpdata(text, "e.f")).toThrow("nothing of the model");
  });

  test("that is broken is refused with its place, and without a word of it", () => {
    const broken = '[{"model":"auth.user","fields":{"password":"secret"]';
    expect(() => readDumpdata(broken, null)).toThrow(/^(?!.*secret).*no JSON/);
    expect(() => readDumpdata(`{"model":\n{"password":"secret"}`, null)).toThrow(/^(?!.*secret)Line 1 /);
  });
});
