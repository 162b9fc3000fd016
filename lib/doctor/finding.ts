/** One thing the doctor looked at: in order, worth a thought, or wrong. Both sentences fit on a line and quote no secret. */
export type Finding = {
  readonly level: "fine" | "mind" | "wrong";
  readonly what: string;
  /** What to do about it; empty where it is fine. */
  readonly mend: string;
};

/** Something that is as it should be. */
export function fine(what: string): Finding {
  return { level: "fine", what, mend: "" };
}

/** Something that works, and that an operator should have decided on purpose. */
export function mind(what: string, mend: string): Finding {
  return { level: "mind", what, mend };
}

/** Something that will not work, or is not safe. */
export function wrong(what: string, mend: string): Finding {
  return { level: "wrong", what, mend };
}
