import { describe, expect, it } from "vitest";
import { fill, fillCount } from "./fill.ts";

describe("fill", () => {
  it("puts each value in its place", () => {
    expect(fill("{a} and {b}, {a}", { a: 1, b: "two" })).toBe("1 and two, 1");
  });

  it("understands the catalogue's number format", () => {
    expect(fill("at most {max, number, ::group-off} characters", { max: 1500 })).toBe("at most 1500 characters");
  });

  it("leaves a place without a value as it is", () => {
    expect(fill("in {seconds} seconds", {})).toBe("in {seconds} seconds");
  });
});

describe("fillCount", () => {
  const text = { one: "{count} thing", few: "{count} few", other: "{count} things" };

  it("takes the plural form of the language", () => {
    expect(fillCount(text, 1, "en")).toBe("1 thing");
    expect(fillCount(text, 3, "en")).toBe("3 things");
    expect(fillCount(text, 3, "pl")).toBe("3 few");
  });

  it("falls back to the form every language has", () => {
    expect(fillCount({ other: "{count} things" }, 1, "en")).toBe("1 things");
  });
});
