import type { FormFlash } from "#components/forms/outcome.ts";

/** News that another page may ask the login page to tell, as `?notice=`: only these, so that nobody can put words here. */
const notices = {
  confirmed: { kind: "ok", text: "confirmed" },
  "password-changed": { kind: "ok", text: "passwordChanged" },
  ended: { kind: "info", text: "ended" },
  "logged-out": { kind: "ok", text: "loggedOut" },
  deleted: { kind: "info", text: "deleted" },
} as const;

/** A known piece of news. */
export type LoginNotice = (typeof notices)[keyof typeof notices];

const endings: Readonly<Record<string, LoginNotice>> = {
  logout: notices["logged-out"],
  "change-password": notices["password-changed"],
  "delete-account": notices.deleted,
};

/** The news of the page before, by its name in the query or, without script, by the deed that ended here; else null. */
export function noticeOf(name: string | null, flash: FormFlash | null): LoginNotice | null {
  if (isNotice(name)) return notices[name];
  return flash !== null && flash.status < 400 ? (endings[flash.endpoint] ?? null) : null;
}

function isNotice(name: string | null): name is keyof typeof notices {
  return name !== null && Object.hasOwn(notices, name);
}
