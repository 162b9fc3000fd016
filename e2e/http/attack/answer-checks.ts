import { seenFromOutside } from "#e2e/support/answers.ts";
import type { Answer } from "#e2e/support/api.ts";
import { baselineOf } from "./baseline.ts";
import { type Check, type Checks, isSuccess, type Judged, textsIn, told, visibleText } from "./check.ts";

const status: Check = (value, { one: { answer } }) => {
  const name = answer.status === 0 ? "connection_closed" : String(answer.status);
  return value.split("|").includes(name) ? null : told(`Expected status ${value}`, answer);
};

// "Its code= atoms for field errors read as: the field is named in the body" (security.md).
const fieldsOfCode: Readonly<Record<string, readonly string[]>> = {
  invalid_email: ["email", "login"],
  invalid_username: ["username", "first_name"],
  weak_password: ["password"],
  password_mismatch: ["password_confirm"],
};

const code: Check = (value, { one: { answer } }) => {
  const names = fieldsOfCode[value];
  // The corpus's word for the one answer to every link that is not genuine.
  if (value === "invalid_or_expired_link")
    return answer.body?.code === "invalid_key" ? null : told("Expected the code invalid_key", answer);
  if (names === undefined) throw new Error(`No code is called "${value}".`);
  const isNamed = names.some((name) => Array.isArray(answer.body?.[name]));
  return isNamed ? null : told(`Expected an error of ${names.join(" or ")}`, answer);
};

const uniform: Check = (_value, { performance, one: { answer }, uniform: book }) => {
  const kind = `${performance.endpoint} ${answer.headers.get("content-type") ?? ""}`;
  const isPage = kind.includes("text/html");
  const seen = JSON.stringify(isPage ? visibleText(answer.text) : seenAnswer(answer));
  const first = book.get(kind);
  book.set(kind, first ?? seen);
  return first === undefined || first === seen ? null : `Not the answer of the others:\n${seen}\n${first}`;
};

// They tell how the client's connection is used.
const ofTheConnection = ["connection", "keep-alive", "content-encoding", "transfer-encoding"];

/** What a stranger sees of an answer. */
export function seenAnswer(answer: Answer) {
  const { headers, ...seen } = seenFromOutside(answer);
  return { ...seen, headers: headers.filter(([name = ""]) => !ofTheConnection.includes(name)) };
}

const sameAs: Check = async (value, { performance, one: { answer } }) => {
  const [word, endpoint, variant] = value.split(".");
  if (word !== "baseline" || endpoint === undefined || variant === undefined) throw new Error(`No such "${value}".`);
  const baseline = await baselineOf(performance.world, endpoint, variant);
  const [ours, theirs] = [masked(answer, performance.fields), masked(baseline.answer, baseline.fields)];
  return ours === theirs ? null : `Not the same as ${value}:\n${ours}\n${theirs}`;
};

/** What can be seen of an answer, without the values that the request itself brought. */
function masked(answer: Answer, fields: Readonly<Record<string, unknown>>): string {
  const { text, ...seen } = seenAnswer(answer);
  const own = textsIn(fields).filter((value) => value.length > 2);
  const body = own.reduce(
    (rest, value) => rest.replaceAll(JSON.stringify(value.toLowerCase()), '"…"'),
    text.toLowerCase(),
  );
  return JSON.stringify({ ...seen, body: body.replace(/"id":"[^"]*"/, '"id":"…"') });
}

const location: Check = (value, { performance, one: { answer } }) => {
  const given = answer.headers.get("location");
  if (value !== "safe") {
    return value.split(" or ").includes(given ?? "") ? null : `Expected the way to ${value}, not to ${given}.`;
  }
  if (given === null) return null;
  const { url: origin } = performance.world.app;
  const isSafe =
    URL.parse(given, origin)?.origin === origin && !/^[/\\][/\\]/.test(URL.parse(given, origin)?.pathname ?? "");
  return isSafe && !/^[/\\]{2}/.test(given) ? null : `It leads to ${given}.`;
};

const nothingPrivate: Check = (_value, { performance, one: { answer } }) => {
  const { seeds } = performance.world;
  const known = Object.values(seeds).flatMap(({ person, id }) => [person.email, id, `>${person.username}<`]);
  const shown = known.filter((text) => answer.text.includes(text));
  return shown.length === 0 ? null : `It shows ${shown.join(", ")}.`;
};

const noEcho: Check = (_value, { performance, one: { answer } }) => {
  const echoed = textsIn(performance.input).filter((text) => /[<>"']/.test(text) && answer.text.includes(text));
  return echoed.length === 0 ? null : `It says ${echoed.join(", ")} back as it came.`;
};

function throttled({ answer }: Judged["one"]): boolean {
  const seconds = answer.headers.get("retry-after") ?? "";
  return answer.status === 429 && /^[1-9]\d*$/.test(seconds) && answer.body?.code === "throttled";
}

/** The words about status, body and headers of an answer. */
export const answerChecks: Checks = {
  status,
  code,
  uniform,
  same_as: sameAs,
  location,
  noecho: noEcho,
  no_private_data: nothingPrivate,
  accepted: (_value, { one: { answer } }) => (isSuccess(answer) ? null : told("Expected success", answer)),
  refused: (_value, judged) => status("400|401|403", judged) ?? nocookie("", judged),
  nocookie: (value, judged) => nocookie(value, judged),
  // Demanded of every answer of every case (judge.ts).
  never: (value) => {
    if (!value.startsWith("5xx")) throw new Error(`Nobody said never ${value}.`);
    return null;
  },
  still_rate_limited: (_value, { one }) => (throttled(one) ? null : told("Expected 429 with Retry-After", one.answer)),
};

/** No session is opened. */
export const nocookie: Check = (_value, { one: { answer } }) => {
  const cookies = answer.setCookies.filter((cookie) => /^(?:__Host-)?session=[^;]/.test(cookie));
  return cookies.length === 0 ? null : "It set a session cookie.";
};
