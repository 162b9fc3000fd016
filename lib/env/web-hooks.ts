import { eventNames } from "./event-names.ts";
import { isLoopback, isWebAddress } from "./kinds.ts";

/** One receiver of events, as WEBHOOK_<NAME>_… describe it. */
export type WebHookSetting = {
  /** <NAME>; jobs in the queue name their receiver by it. */
  readonly id: string;
  readonly url: string;
  /** All of them sign. */
  readonly secrets: readonly Uint8Array[];
  readonly takes: (event: string) => boolean;
  readonly tellsAddresses: boolean;
};

/** The settings of one receiver, by what follows `WEBHOOK_<NAME>_`, with what each means. */
export const webHookParts = {
  URL: "Where events are posted: https, or loopback in local mode; never a private address.",
  SECRETS:
    "1 to 3 secrets, separated by commas, each whsec_ and the base64 form of 24 to 64 random bytes (openssl rand -base64 32)." +
    " All of them sign: put a new one beside the old one, teach it to the receiver, then take the old one away.",
  EVENTS: "The events it gets, separated by commas; all without it.",
  ADDRESSES: "true: usernames and addresses are told too; otherwise only ids.",
} as const;

type Source = Readonly<Record<string, string | undefined>>;
type Part = keyof typeof webHookParts;

const nameShape = /^WEBHOOK_([A-Z][A-Z0-9_]{0,29}?)_(URL|SECRETS|EVENTS|ADDRESSES)$/;

/** Reads every WEBHOOK_<NAME>_…, in the order of their names; faults are added to `faults`. */
export function readWebHooks(source: Source, faults: string[]): readonly WebHookSetting[] {
  const names = new Set(Object.keys(source).flatMap((name) => nameShape.exec(name)?.[1] ?? []));
  return [...names].sort().flatMap((name) => readHook(name, source, faults) ?? []);
}

/** Whether this variable is a setting of some receiver. */
export function isWebHookName(name: string): boolean {
  return nameShape.test(name);
}

/** The settings that a misspelt variable may have meant. */
export function nearWebHookNames(names: readonly string[]): readonly string[] {
  const hooks = new Set(names.flatMap((name) => /^WEBHOOK_([A-Z][A-Z0-9]*)_/.exec(name)?.[1] ?? []));
  return [...hooks].flatMap((name) => Object.keys(webHookParts).map((part) => `WEBHOOK_${name}_${part}`));
}

/** Demands https in public mode; faults are added to `faults`. */
export function checkWebHooks(hooks: readonly WebHookSetting[], isLocal: boolean, faults: string[]): void {
  const plain = hooks.filter(({ url }) => !isLocal && !url.startsWith("https:"));
  faults.push(...plain.map(({ id }) => `WEBHOOK_${id}_URL must start with https:// while APP_URL is public`));
}

function readHook(name: string, source: Source, faults: string[]): WebHookSetting | null {
  const part = (which: Part) => source[`WEBHOOK_${name}_${which}`];
  const before = faults.length;
  const fault = (which: Part, words: string) => void faults.push(`WEBHOOK_${name}_${which} ${words}`);
  const [url, written, addresses = "false"] = [part("URL"), part("SECRETS"), part("ADDRESSES")];
  const secrets = itemsOf(written).map(secretOf);
  const events = itemsOf(part("EVENTS"));
  if (url === undefined) fault("URL", "is missing: where its events go");
  else if (!isReceiver(url)) fault("URL", "must be a full https:// address without user and password");
  if (written === undefined) fault("SECRETS", "is missing: make one with: echo whsec_$(openssl rand -base64 32)");
  else if (secrets.length < 1 || secrets.length > 3 || secrets.includes(null)) {
    fault("SECRETS", "must be 1 to 3 secrets, each whsec_ and the base64 form of 24 to 64 bytes");
  }
  const unknown = events.find((event) => !eventNames.some((known) => known === event));
  if (unknown !== undefined) fault("EVENTS", `knows no event ${unknown}; there are: ${eventNames.join(", ")}`);
  if (addresses !== "true" && addresses !== "false") fault("ADDRESSES", "must be true or false");
  if (faults.length > before || url === undefined) return null;
  return {
    id: name,
    url,
    secrets: secrets.filter((secret) => secret !== null),
    takes: (event) => events.length === 0 || events.includes(event),
    tellsAddresses: addresses === "true",
  };
}

function itemsOf(list = ""): readonly string[] {
  return list
    .split(",")
    .map((item) => item.trim())
    .filter((item) => item !== "");
}

function isReceiver(written: string): boolean {
  const url = URL.parse(written);
  if (url === null || !isWebAddress(written) || url.username !== "" || url.password !== "") return false;
  return url.protocol === "https:" || isLoopback(url);
}

function secretOf(written: string): Uint8Array | null {
  const base64 = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(written)?.[1];
  if (base64 === undefined) return null;
  const bytes = Buffer.from(base64, "base64");
  return bytes.length >= 24 && bytes.length <= 64 ? bytes : null;
}
