import { count, flag, secondsOf } from "./kinds.ts";

/** A second name of a setting, from another of the models. */
export type Alias = {
  readonly name: string;
  readonly of: string;
  readonly about: string;
  /** What the other name would say, or null when the value makes no sense. */
  readonly translate: (written: string) => string | null;
  /** Whether both names say the same. */
  readonly agrees: (translated: string, written: string) => boolean;
};

const isSameFlag = (one: string, other: string) => flag().safeParse(one).data === flag().safeParse(other).data;

/** Every second name. REGISTER_VERIFICATION_ENABLED=true also agrees with `optional`, its finer form. */
export const aliases: readonly Alias[] = [
  {
    name: "REGISTER_FLOW_ENABLED",
    of: "REGISTRATION_OPEN",
    about: "true or false.",
    translate: (written) => (flag().safeParse(written).success ? written : null),
    agrees: isSameFlag,
  },
  {
    name: "REGISTER_VERIFICATION_ENABLED",
    of: "ACCOUNT_EMAIL_VERIFICATION",
    about: "true is mandatory, false is none.",
    translate: (written) => {
      const { data } = flag().safeParse(written);
      return data === undefined ? null : data ? "mandatory" : "none";
    },
    agrees: (translated, written) => (translated === "none") === (written === "none"),
  },
  {
    name: "ACCOUNT_ACTIVATION_DAYS",
    of: "REGISTER_VERIFICATION_PERIOD",
    about: "Whole days.",
    translate: (written) => (count(1, 30).safeParse(written).success ? `${Number(written)}d` : null),
    agrees: (translated, written) => secondsOf(translated) === secondsOf(written),
  },
];

type Source = Readonly<Record<string, string | undefined>>;

/** The source with every second name turned into the first; faults are added to `faults`. */
export function mergeAliases(source: Source, faults: string[]): Source {
  const merged: Record<string, string | undefined> = { ...source };
  for (const { name, of, about, translate, agrees } of aliases) {
    const written = source[name];
    if (written === undefined) continue;
    const translated = translate(written);
    const direct = source[of];
    if (translated === null) faults.push(`${name} is the other name of ${of}: ${about}`);
    else if (direct === undefined) merged[of] = translated;
    else if (!agrees(translated, direct))
      faults.push(`${name} and ${of} are two names of one setting and differ: keep one`);
  }
  return merged;
}
