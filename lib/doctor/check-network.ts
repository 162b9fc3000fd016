import { lookup } from "node:dns/promises";
import { connect } from "node:net";
import type { Env } from "#lib/env/read.ts";
import { type Finding, fine, mind, wrong } from "./finding.ts";

const patienceMs = 5_000;

/** What can be seen from here of the way to us, and of the way to the mail server. */
export async function checkNetwork(settings: Env): Promise<readonly Finding[]> {
  const ways = [ofAddress(settings), ofMailServer(settings)];
  return (await Promise.all(ways)).flat();
}

/** Asks our own address as people do: through DNS, the proxy and its certificate. */
async function ofAddress({ APP_URL }: Env): Promise<readonly Finding[]> {
  const { hostname } = new URL(APP_URL);
  if (!(await resolves(hostname)))
    return [wrong(`address: ${hostname} has no DNS entry`, "Make one, or correct APP_URL.")];
  try {
    const answer = await fetch(`${APP_URL}/api/health/live/`, {
      redirect: "manual",
      signal: AbortSignal.timeout(patienceMs),
    });
    await answer.arrayBuffer();
    if (answer.status === 421)
      return [
        wrong(
          "address: the proxy does not pass Host on as it came",
          "nginx: proxy_set_header Host $http_host; Apache: ProxyPreserveHost On.",
        ),
      ];
    if (answer.status !== 200 || !answer.headers.has("x-request-id"))
      return [
        wrong(
          `address: ${APP_URL} is answered by something else (${answer.status})`,
          "Let the proxy lead there to this server, or correct APP_URL.",
        ),
      ];
    return [fine(`address: this server answers at ${APP_URL}`)];
  } catch {
    return [
      mind(
        `address: nothing answers at ${APP_URL} now`,
        "Start the server; if it runs, look at proxy, certificate and firewall.",
      ),
    ];
  }
}

async function ofMailServer({ MAIL_TRANSPORT, SMTP_URL, RESEND_BASE_URL }: Env): Promise<readonly Finding[]> {
  if (MAIL_TRANSPORT !== "smtp" && MAIL_TRANSPORT !== "resend") return [];
  const url = new URL(MAIL_TRANSPORT === "smtp" ? (SMTP_URL ?? "smtp://localhost") : RESEND_BASE_URL);
  const ports: Readonly<Record<string, number>> = { "smtp:": 587, "smtps:": 465, "http:": 80, "https:": 443 };
  const port = Number(url.port || ports[url.protocol]);
  if (await listens(url.hostname.replace(/^\[|\]$/g, ""), port))
    return [fine(`mail: ${url.hostname} takes connections`)];
  return [
    wrong(
      `mail: ${url.hostname}:${port} takes no connection`,
      "Look at its name and port, and whether this machine may reach it (many hosters close port 25).",
    ),
  ];
}

async function resolves(hostname: string): Promise<boolean> {
  return lookup(hostname.replace(/^\[|\]$/g, "")).then(
    () => true,
    () => false,
  );
}

function listens(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: patienceMs });
    const end = (outcome: boolean) => {
      socket.destroy();
      resolve(outcome);
    };
    socket.once("connect", () => end(true));
    socket.once("timeout", () => end(false));
    socket.once("error", () => end(false));
  });
}
