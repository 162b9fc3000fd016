/** News that another page may ask the login page to tell, as `?notice=`: only these, so that nobody can put words here. */
const notices = {
  confirmed: { kind: "ok", text: "confirmed" },
  "password-changed": { kind: "ok", text: "passwordChanged" },
  ended: { kind: "info", text: "ended" },
  "logged-out": { kind: "ok", text: "loggedOut" },
  deleted: { kind: "info", text: "deleted" },
} as const;

/** A known piece of news, or null. */
export function noticeOf(name: string | null): (typeof notices)[keyof typeof notices] | null {
  return isNotice(name) ? notices[name] : null;
}

function isNotice(name: string | null): name is keyof typeof notices {
  return name !== null && Object.hasOwn(notices, name);
}
