import { createElement } from "react";
import { describe, expect, it } from "vitest";
import { htmlOf } from "./html.ts";

async function Late() {
  return <p>{"late"}</p>;
}

describe("the HTML of a mail", () => {
  it("has no marks of React's between its words", async () => {
    const html = await htmlOf(
      <p>
        {"Hello"} {"Ada"}
      </p>,
    );
    expect(html).toMatch(/^<!DOCTYPE html PUBLIC [^>]*><p>Hello Ada<\/p>$/);
  });

  it("asks for no image before its place", async () => {
    const html = await htmlOf(
      <html lang="en">
        <head />
        <body>{createElement("img", { src: "https://app.example/logo.png?a=1&b=2", alt: "A > B" })}</body>
      </html>,
    );
    expect(html.match(/logo\.png/g)).toHaveLength(1);
    expect(html).not.toContain("preload");
    expect(html).toContain("<img");
  });

  it("throws for a component that waits, rather than writing half a mail", async () => {
    await expect(htmlOf(<Late />)).rejects.toThrow();
  });
});
