import { Body, Head, Html, Img } from "@react-email/components";
import { describe, expect, it } from "vitest";
import { htmlOf } from "./html.ts";

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
      <Html>
        <Head />
        <Body>
          <Img src="https://app.example/logo.png?a=1&b=2" alt="A > B" />
        </Body>
      </Html>,
    );
    expect(html.match(/logo\.png/g)).toHaveLength(1);
    expect(html).not.toContain("preload");
    expect(html).toContain("<img");
  });

  it("throws for a component that waits, rather than writing half a mail", async () => {
    const Late = async () => <p>{"late"}</p>;
    await expect(htmlOf(<Late />)).rejects.toThrow();
  });
});
