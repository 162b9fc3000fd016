import { nocookie } from "./answer-checks.ts";
import { type Check, type Checks, isSuccess, type Judged } from "./check.ts";
import { areaUnderCurve, median, medianDifference, pairsOf, type Samples } from "./timing.ts";

function factOf({ performance }: Judged, name: string): unknown {
  if (!performance.facts.has(name)) throw new Error(`No step has found out "${name}".`);
  return performance.facts.get(name);
}

/** A fact that must be this. */
function isFact(name: string, value: unknown): Check {
  return (_value, judged) => {
    const found = factOf(judged, name);
    return JSON.stringify(found) === JSON.stringify(value) ? null : `${name}: ${JSON.stringify(found)}`;
  };
}

const nothingFound = isFact("faults", []);

/** At least one measurement of two shows no difference: chance shows one now and then, a real one stays. */
function tellsNothing(limit: (a: readonly number[], b: readonly number[]) => boolean): Check {
  return async (_value, judged) => {
    const first = suspicious(samplesOf(factOf(judged, "samples")), limit);
    if (first.length === 0) return null;
    const again = factOf(judged, "measure again");
    if (typeof again !== "function") throw new Error("It cannot be measured again.");
    const second = suspicious(samplesOf((await again()).samples), limit);
    return second.length === 0 ? null : `Twice a difference: ${[...first, ...second].join("; ")}`;
  };
}

function suspicious(samples: Samples, limit: (a: readonly number[], b: readonly number[]) => boolean): string[] {
  return pairsOf(samples).flatMap(([one, other]) => {
    const [a, b] = [samples.get(one) ?? [], samples.get(other) ?? []];
    if (limit(a, b)) return [];
    const figures = [median(a), median(b), medianDifference(a, b), areaUnderCurve(a, b)].map((value) =>
      value.toFixed(3),
    );
    return [`${one} and ${other}: medians, difference, AUC ${figures.join(", ")}`];
  });
}

function samplesOf(value: unknown): Samples {
  if (!(value instanceof Map)) throw new Error("There are no samples.");
  return value;
}

function isIndistinct(a: readonly number[], b: readonly number[]): boolean {
  const area = areaUnderCurve(a, b);
  return area > 0.4 && area < 0.6;
}

const differsLess = (share: number) => (a: readonly number[], b: readonly number[]) =>
  Math.abs(medianDifference(a, b)) <= share * median([...a, ...b]);

const oneKind: Check = (_value, judged) => {
  const kinds = factOf(judged, "kinds of answers");
  return Array.isArray(kinds) && kinds.length === 1 ? null : `More than one kind: ${JSON.stringify(kinds)}`;
};

const atMostHashes: Check = (value, { performance }) => {
  const most = Number.parseInt(value, 10);
  const hashed = performance.recorded.filter(({ answer }) => answer.status === 400).length;
  return hashed <= most ? null : `${hashed} reached it.`;
};

/** The words of scenarios. */
export const scenarioChecks: Checks = {
  all_distinct: (_value, judged) => {
    const values = factOf(judged, "values");
    return Array.isArray(values) && new Set(values).size === values.length ? null : "Some are the same.";
  },
  exactly_one_user: isFact("users", 1),
  one_account: isFact("activated", 1),
  "mail_max=n but all links of one account": isFact("accounts of the links", 1),
  exactly_one_wins: (_value, { performance: { recorded } }) => {
    const winners = recorded.filter(({ answer }) => isSuccess(answer)).length;
    return winners === 1 ? null : `${winners} won.`;
  },
  only_that_password_logs_in: isFact("logins", [200, 400, 400]),
  at_most: atMostHashes,
  "same status, headers, body length": oneKind,
  "same answer": oneKind,
  "median difference < 5 ms and AUC < 0.60": tellsNothing(
    (a, b) => isIndistinct(a, b) && Math.abs(medianDifference(a, b)) < 5,
  ),
  "median difference < 10 % and AUC < 0.60": tellsNothing((a, b) => isIndistinct(a, b) && differsLess(0.1)(a, b)),
  "AUC < 0.60": tellsNothing(isIndistinct),
  "mail_max=1 in the first minute, 3 per hour": (_value, { one: { mails } }) =>
    mails.length <= 1 ? null : `${mails.length} mails in a minute.`,
  "answers stay 202 or 429 equally for unknown addresses": (_value, judged) => {
    const [known, unknown] = [factOf(judged, "answers for known and unknown")].flat();
    return known === unknown && /^(?:20\d|429)(?: (?:20\d|429))*$/.test(String(known))
      ? null
      : `${known} and ${unknown}`;
  },
  "mail_max=10 per inbox key per day": (_value, { one: { mails } }) =>
    mails.length === 10 ? null : `${mails.length} mails to one inbox.`,
  "email=victim@": isFact("address", true),
  "other session unchanged": isFact("other session unchanged", true),
  "no auto login": isFact("sessions opened", []),
  "process exits non-zero, names the variable, prints no value": nothingFound,
  "address restored": isFact("address", true),
  "all sessions dead": isFact("sessions", 401),
  "refused or identity was removed and shown to the victim": (value, judged) =>
    isFact("identities left", 0)(value, judged) ?? nocookie("", judged),
  "no link, no account with that address as verified": nothingFound,
  not_logged_in_as_first_user: isFact("logged in as the first", false),
  "no redirect to the provider without a POST": isFact("leads to the provider", false),
  "thief password and identity refused": isFact("thief is refused", true),
  mail_delivered_later: (value, judged) => isFact("delivered later", Number(value))("", judged),
  "never a 301 or 302 on POST": (_value, { one: { answer } }) =>
    [301, 302].includes(answer.status) ? `It answers ${answer.status}.` : null,
  "one recipient": nothingFound,
  "no CR LF in headers": nothingFound,
  "links only to APP_ORIGIN": nothingFound,
  "no tracking pixel": nothingFound,
  "text part present": nothingFound,
  "no password": nothingFound,
  "zero hits": nothingFound,
};
