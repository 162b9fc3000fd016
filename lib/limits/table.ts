/** One limit: how many, in how long a window. */
export type LimitFigure = { readonly count: number; readonly windowSeconds: number };

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

/**
 * Every limit and its default figure (docs/security.md rows 40–42, 45). Each can be set: RATE_LIMIT_<NAME>=30/15m; all are
 * multiplied by RATE_LIMIT_SCALE. What a limit is keyed by stands in its name.
 */
export const limitTable = {
  LOGIN_IP: { count: 30, windowSeconds: 15 * minute },
  LOGIN_IP_DAY: { count: 300, windowSeconds: day },
  LOGIN_ACCOUNT: { count: 10, windowSeconds: 15 * minute },
  LOGIN_IP_ACCOUNT: { count: 5, windowSeconds: 15 * minute },
  /** Consecutive failures until the password path closes for that name (docs/security.md row 41). */
  LOGIN_RUN: { count: 100, windowSeconds: 365 * day },
  SOCIAL_IP: { count: 60, windowSeconds: 15 * minute },
  REGISTER_IP: { count: 20, windowSeconds: hour },
  REGISTER_IP_DAY: { count: 100, windowSeconds: day },
  STATUS_IP: { count: 300, windowSeconds: minute },
  RESEND_IP: { count: 20, windowSeconds: hour },
  RESEND_ADDRESS: { count: 1, windowSeconds: minute },
  RESEND_ADDRESS_HOUR: { count: 5, windowSeconds: hour },
  RESEND_ADDRESS_DAY: { count: 10, windowSeconds: day },
  RESET_IP: { count: 20, windowSeconds: hour },
  RESET_ADDRESS: { count: 3, windowSeconds: hour },
  RESET_ADDRESS_DAY: { count: 10, windowSeconds: day },
  CONFIRM_IP: { count: 20, windowSeconds: minute },
  CONFIRM_USER: { count: 30, windowSeconds: hour },
  EMAIL_CHANGE_USER: { count: 3, windowSeconds: hour },
  EMAIL_CHANGE_USER_DAY: { count: 10, windowSeconds: day },
  EMAIL_CHANGE_TARGET: { count: 3, windowSeconds: hour },
  PASSWORD_USER: { count: 5, windowSeconds: 15 * minute },
  PROFILE_USER: { count: 60, windowSeconds: minute },
  MAIL_INBOX: { count: 10, windowSeconds: day },
} as const satisfies Record<string, LimitFigure>;

/** The name of a limit; RATE_LIMIT_<NAME> is its setting. */
export type LimitName = keyof typeof limitTable;
