const accounts = (names: readonly string[]) => names.map((name) => `/api/v1/accounts/${name}`);
const face = (names: readonly string[]) => names.map((name) => `/api/v1/auth/${name}`);

/** Whatever is not named here is for somebody logged in: a new route has to say that it is not. */
export const forEverybody: readonly string[] = [
  ...[
    "/",
    "/_not-found",
    "/_global-error",
    "/icon.svg",
    "/apple-icon.png",
    "/manifest.webmanifest",
    "/robots.txt",
    "/login",
    "/login/continue",
    "/logout",
    "/forgot-password",
  ],
  ...["/register", "/register/complete", "/register/closed", "/register/social"],
  ...["/verify-user", "/verify-email", "/reset-password", "/undo-email-change"],
  ...["/activate", "/activate/[key]", "/activate/complete"],
  ...["/.well-known/change-password", "/.well-known/security.txt"],
  // The local inbox: it is not there where the service is public, nor for a request that came through a proxy.
  ...["/dev/inbox", "/dev/inbox/[id]", "/dev/inbox/[id]/html"],
  ...["/api/[[...rest]]", "/api/auth/[...nextauth]", "/api/docs", "/api/openapi.json", "/api/theme"],
  ...["/api/health/live", "/api/health/ready", "/api/metrics"],
  ...accounts(["register", "registration-status", "correct-registration", "resend-verification"]),
  ...accounts(["verify-registration", "activate", "login", "send-reset-password-link", "reset-password"]),
  ...accounts(["verify-email", "undo-email-change", "social-login", "social-registration", "language"]),
  ...face(["login", "logout", "registration", "registration/resend-email", "registration/verify-email"]),
  ...face(["password/reset", "password/reset/confirm", "token/refresh", "token/verify", "[provider]"]),
];
