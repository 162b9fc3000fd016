import { expect, test } from "vitest";
import { webHookHeaders } from "./web-hook-signature.ts";

const message = { id: "msg_p5jXN8AQM9LWM0D4loKWxJek", timestamp: 1_614_265_330, body: '{"test": 2432232314}' };
const secret = Buffer.from("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "base64");

test("the example of the Standard Webhooks libraries gets their signature", () => {
  expect(webHookHeaders(message, [secret])).toEqual({
    "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
    "webhook-timestamp": "1614265330",
    "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
  });
});

test("every secret signs, the first one first", () => {
  const other = Buffer.alloc(32, 7);
  const [first, second] = [secret, other].map((one) => webHookHeaders(message, [one])["webhook-signature"]);
  expect(webHookHeaders(message, [secret, other])["webhook-signature"]).toBe(`${first} ${second}`);
});
