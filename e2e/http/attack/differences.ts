/** A case that the contract answers otherwise than the corpus. The contract wins; what it demands is judged instead. */
export type Difference = {
  readonly id: string;
  /** Which of its trials, where it is not all of them. */
  readonly trial?: RegExp;
  /** What must hold instead, in the corpus's own words. */
  readonly instead: string;
  /** The sentence of the contract (or of security.md, where it names one). */
  readonly because: string;
};

const noEmail = {
  instead: "status=400; nostate; nomail",
  because:
    'e-mail missing or empty while verification is on, all else valid: {"detail":"User without email cannot be verified"} (no field error; §2)',
};
const pendingRow = "the request does the same in every case: it makes a pending row, which holds the username (§2)";
const names = { instead: "accepted", because: "bad username: 1–150 code points (§2)" };
const dropped = "unknown fields are dropped, privileged ones too (§1)";
const fieldError = {
  instead: "status=400; nostate; nomail; nocookie",
  because: "missing, null, blank and wrong types are field errors (§1)",
};
const usedLink = "genuine link of an earlier state: already_activated, else link_used; changes nothing (§2)";
const used = "status=400; nostate; nomail; nocookie";
const anyRows =
  "any number of pending rows may name one address; when one is verified the others cannot be activated (§4)";
const ledBack = {
  instead: "status=303; location=/login; nocookie; nostate",
  because: "a browser is answered with 303 to the page that shows the outcome; it serves 400, 401, 403 (§1)",
};

/** Every such case, with the sentence that decides. A difference that is none any more fails the run. */
export const differences: readonly Difference[] = [
  { id: "EML-001", trial: /^register$/, ...noEmail },
  { id: "EML-002", trial: /^register$/, ...noEmail },
  {
    id: "EML-072",
    trial: /^register$/,
    instead: "same_as=baseline.register.new; mail_kind=account_exists; same_account_as=user@example.org",
    because: pendingRow,
  },
  {
    id: "EML-072",
    trial: /^login$/,
    instead: "accepted; same_account_as=user@example.org; mail_max=1",
    because: "login/: 200 and a session, by name or address (§2)",
  },
  {
    id: "EML-072",
    trial: /^email_change$/,
    instead: "accepted; same_account_as=user@example.org; mail_max=2",
    because: "uniform answer for taken and free addresses, notice to the old one (security.md row 24)",
  },
  {
    id: "EML-112",
    instead: "same_as=baseline.register.new; mail_kind=account_exists; same_account_as=user@example.org",
    because: pendingRow,
  },
  { id: "EML-113", instead: "same_as=baseline.register.new; mail_to=pending@example.org", because: anyRows },
  { id: "USR-002", ...names },
  { id: "USR-038", ...names },
  { id: "JSN-035", instead: "accepted; stored_without=$ref", because: dropped },
  {
    id: "JSN-059",
    instead: "status=400; nostate; nomail",
    because:
      "bodies: application/json, x-www-form-urlencoded, multipart/form-data (§1); what is none of it is malformed",
  },
  { id: "LNK-004", trial: /^post/, ...fieldError },
  { id: "LNK-070", trial: /^post/, ...fieldError },
  { id: "LNK-073", trial: /^post/, ...fieldError },
  { id: "LNK-090", instead: `first: status=200; second: ${used}`, because: usedLink },
  { id: "LNK-091", instead: `exactly_one: status=200; rest: ${used}`, because: usedLink },
  { id: "LNK-092", instead: used, because: usedLink },
  { id: "LNK-095", instead: "status=200; state=verified", because: anyRows },
  {
    id: "LNK-098",
    instead: "status=400; nostate; nomail; nocookie",
    because: "e-mail taken meanwhile: email_already_registered (§2)",
  },
  {
    id: "HDR-097",
    instead: "status=307; never=5xx; no_private_data",
    because: "/account is behind login (§4); its neighbours HDR-039 to HDR-063 allow 307 too",
  },
  {
    id: "COO-017",
    instead: "status=431; no_private_data; maxms=300; rss_growth_mb_max=20",
    because: "header cap 16 KiB (security.md row 68): the bomb does not get in",
  },
  {
    id: "SCN-001",
    instead: "one_account; never=5xx",
    because: anyRows,
  },
  {
    id: "SCN-032",
    instead: `address restored; all sessions dead; thief password and identity refused; second use of the undo link: ${used}`,
    because: "killed only by its own use (§3): link_used, as a genuine link of an earlier state (§2)",
  },
  { id: "SCN-025", ...ledBack },
  { id: "SCN-026", ...ledBack },
  { id: "PEER-005", instead: used, because: usedLink },
];
