import { createHmac, timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { z } from "zod";
import { eventually } from "./eventually.ts";

const bodyShape = z.object({
  type: z.string(),
  timestamp: z.iso.datetime(),
  data: z.looseObject({ user_id: z.string().nullable() }),
});

/** One request to the receiver. */
export type Received = z.infer<typeof bodyShape> & {
  readonly id: string;
  readonly sentAt: number;
  /** Which of these secrets signed it, as somebody who follows Standard Webhooks checks it. */
  signedBy(secrets: readonly string[]): readonly string[];
};

/** What the receiver does with its next request instead of accepting it. */
type Mood = number | "hang" | "redirect";

/** A real receiver of web hooks on loopback. */
export type WebHookPeer = {
  readonly url: string;
  /** All requests so far, refused ones too. */
  readonly received: readonly Received[];
  /** Has the next requests answered so, one each. */
  plan(...moods: readonly Mood[]): void;
  /** Waits until `count` requests about this user and event have come, and answers them. */
  take(type: string, userId: string, count?: number): Promise<readonly Received[]>;
  close(): Promise<void>;
};

/** Starts it on a free port. */
export async function startWebHookPeer(): Promise<WebHookPeer> {
  const received: Received[] = [];
  const moods: Mood[] = [];
  const server = createServer((request, response) => {
    void read(request).then((one) => {
      received.push(one);
      answer(response, moods.shift() ?? 204);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const about = (type: string, userId: string) =>
    received.filter((one) => one.type === type && one.data.user_id === userId);
  return {
    url: `http://127.0.0.1:${address && typeof address === "object" ? address.port : 0}/hooks`,
    received,
    plan: (...planned) => void moods.push(...planned),
    take: (type, userId, count = 1) =>
      eventually(
        `${count} × ${type}`,
        () => (about(type, userId).length >= count ? about(type, userId) : undefined),
        30,
      ),
    close: () => new Promise((resolve) => server.close(() => resolve()) && server.closeAllConnections()),
  };
}

function answer(response: ServerResponse, mood: Mood): void {
  if (mood === "hang") return;
  if (mood === "redirect") return void response.writeHead(307, { location: "/hooks" }).end();
  response.writeHead(mood).end();
}

async function read(request: IncomingMessage): Promise<Received> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  const text = Buffer.concat(chunks).toString("utf8");
  const [id, timestamp, signatures] = ["id", "timestamp", "signature"].map(
    (name) => request.headers[`webhook-${name}`],
  );
  return {
    ...bodyShape.parse(JSON.parse(text)),
    id: String(id),
    sentAt: Number(timestamp),
    signedBy: (secrets) =>
      secrets.filter((secret) => {
        const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
        const expected = createHmac("sha256", key).update(`${id}.${timestamp}.${text}`).digest();
        return String(signatures)
          .split(" ")
          .map((one) => Buffer.from(one.replace(/^v1,/, ""), "base64"))
          .some((one) => one.length === expected.length && timingSafeEqual(one, expected));
      }),
  };
}
