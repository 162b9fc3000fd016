/** Where most people have their mailbox; of two that are as near, the first is meant. */
const domains = [
  ...["gmail.com", "yahoo.com", "hotmail.com", "outlook.com", "icloud.com", "aol.com", "live.com", "msn.com", "me.com"],
  ...["googlemail.com", "proton.me", "protonmail.com", "fastmail.com", "hey.com", "mail.com", "ymail.com", "zoho.com"],
  ...[
    "email.com",
    "gmx.com",
    "gmx.de",
    "gmx.net",
    "gmx.at",
    "gmx.ch",
    "web.de",
    "t-online.de",
    "freenet.de",
    "posteo.de",
  ],
  ...["orange.fr", "free.fr", "laposte.net", "sfr.fr", "wanadoo.fr", "hotmail.fr", "yahoo.fr", "outlook.fr"],
  ...["hotmail.es", "yahoo.es", "telefonica.net", "uol.com.br", "bol.com.br", "terra.com.br", "yahoo.com.br"],
  ...["yahoo.co.jp", "docomo.ne.jp", "ezweb.ne.jp", "softbank.ne.jp", "i.softbank.jp", "hotmail.co.uk", "yahoo.co.uk"],
  ...["mailbox.org", "live.de", "live.fr", "live.co.uk", "rocketmail.com", "tutanota.com", "tuta.io", "pm.me"],
  ...["outlook.de", "hotmail.de", "yahoo.de", "hotmail.it", "libero.it", "btinternet.com", "comcast.net", "qq.com"],
];

/**
 * The address somebody may have meant: the same with the domain of a well-known mailbox that is one slip of the fingers
 * away, two in a domain of ten letters or more; in a very short one only swapped letters. Null for everything else.
 */
export function meantEmail(address: string): string | null {
  const at = address.trim().lastIndexOf("@");
  if (at < 1) return null;
  const name = address.trim().slice(0, at);
  const domain = address
    .trim()
    .slice(at + 1)
    .toLowerCase();
  // What is not a domain at all is told as an error, and a known one is not a slip.
  if (domain.length < 4 || domains.includes(domain)) return null;
  const [best] = domains
    .map((known) => ({ known, slips: slipsBetween(domain, known) }))
    .filter(({ known, slips }) => slips <= (known.length >= 10 ? 2 : 1) && isLikely(domain, known))
    .sort((one, other) => one.slips - other.slips);
  return best === undefined ? null : `${name}@${best.known}`;
}

// Among very short names there is always a real one next door.
function isLikely(typed: string, known: string): boolean {
  return known.length > 7 || Array.from(typed).sort().join("") === Array.from(known).sort().join("");
}

/** Letters left out, put in, changed, or swapped with their neighbour (optimal string alignment). */
function slipsBetween(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 2) return 3;
  let [beforeLast, last]: [number[], number[]] = [[], Array.from({ length: b.length + 1 }, (_, index) => index)];
  for (let row = 1; row <= a.length; row += 1) {
    const next = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const isSame = a[row - 1] === b[column - 1];
      const isSwapped = a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      next[column] = Math.min(
        at(last, column) + 1,
        at(next, column - 1) + 1,
        at(last, column - 1) + (isSame ? 0 : 1),
        isSwapped ? at(beforeLast, column - 2) + 1 : Number.POSITIVE_INFINITY,
      );
    }
    [beforeLast, last] = [last, next];
  }
  return at(last, b.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Number.POSITIVE_INFINITY;
}
