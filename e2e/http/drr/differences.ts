import type { CaseRequest, Expectation } from "./case-shape.ts";
import type { Asking } from "./perform.ts";

/** A case in which ours differs from the model on purpose. */
export type Difference = {
  readonly why: string;
  /** The words of the contract that say so. */
  readonly contract: string;
  /** What ours does instead: to the case's own request, and where that shows too little to another one. */
  readonly ours: readonly (Asking & { readonly expect: Expectation })[];
};

const created = { id: "<int>", username: "kai_r", first_name: "", last_name: "", email: "kai@example.com" };
const verified = { detail: "User verified successfully" };
const activated = { detail: "The account you tried to activate has already been activated." };
const linkUsed = { detail: "This link has already been used or replaced." };

const signedUp = [
  "user(kai_r).active=false",
  "user(kai_r).email=kai@example.com",
  "user(kai_r).password=Cobalt-otter-41",
  "mails=1",
  "mail.to=kai@example.com",
  "mail.link=https://front.example/verify-user/?user_id,timestamp,signature",
  "mail.link.verifies",
];

const asForm: Partial<CaseRequest> = { method: "POST", encoding: "form" };

/** A hook of the model that is code here: the case is run without it, and all else in it holds. */
function codeOfAdopter(why: string, expect: Expectation): Difference {
  return { why, contract: "Functions in `lib/settings.ts` (§6)", ours: [{ expect }] };
}

const undeclaredField = codeOfAdopter("fields of one's own are declared in lib/settings.ts; others are dropped", {
  status: 201,
  body: created,
  side_effects: signedUp,
});

const noCredentials: Difference = {
  why: "one answer for every kind of client: 401 with the way to log in",
  contract: "Not logged in: 401 + `WWW-Authenticate: Bearer` (DRR: 403 or 401, by its configuration) (§1)",
  ours: [
    {
      expect: {
        status: 401,
        body: { detail: "Authentication credentials were not provided." },
        side_effects: [],
      },
    },
  ],
};

const registerLinkOnce: Difference = {
  why: "a link works once, and whoever holds a used one is told what became of it",
  contract: "genuine link of an earlier state: `already_activated` … ≠ DRR answers 200 again and again (§2)",
  ours: [{ expect: { status: 400, body: activated, side_effects: ["user(u1).active=true"] } }],
};

const resetLinkOnce: Difference = {
  why: "a link works once, and whoever holds a used one is told what became of it",
  contract: "genuine link of an earlier state: `link_used` … ≠ DRR answers 200 again and again (§2)",
  ours: [{ expect: { status: 400, body: linkUsed, side_effects: ["user(u1).password=Velvet-heron-52"] } }],
};

const oldMailboxIsTold = "e-mail change requested (old address: log in to cancel) (§8)";
const redirects =
  "`VERIFY_REGISTRATION_SUCCESS_URL`, …: where our pages send the browser after the POST; ≠ DRR's optional views verify on GET (§6)";

/** Every difference, by the id of its case. */
export const differences: ReadonlyMap<string, Difference> = new Map<string, Difference>([
  ["register.ok.nested-object", undeclaredField],
  ["register.ok.required-reference", undeclaredField],
  [
    "register.ok.custom-url-builder",
    codeOfAdopter("VERIFICATION_URL_BUILDER is `verificationUrlBuilder` in lib/settings.ts", {
      status: 201,
      body: created,
      side_effects: signedUp,
    }),
  ],
  [
    "register.ok.template-selector",
    codeOfAdopter("the words of a mail are its file in emails/; the selector is code", {
      status: 201,
      body: created,
      side_effects: [...signedUp, "mail.subject.contains=Confirm your address"],
    }),
  ],
  [
    "login.ok.custom-token-manager",
    codeOfAdopter("the token manager is code; the built-in one's token opens the profile as well", {
      status: 200,
      body: { detail: "Login successful", token: "<token(u1)>" },
      side_effects: ["followup GET /profile/ with Authorization: Bearer <token> = 200"],
    }),
  ],
  [
    "logout.fail.token-provider-broken",
    codeOfAdopter("the token manager is code; the built-in one can always revoke", {
      status: 200,
      body: { detail: "Logout successful" },
      side_effects: ["token(u1).absent"],
    }),
  ],
  ["verify-registration.ok.twice", registerLinkOnce],
  ["verify-registration.fail.one-time-second", registerLinkOnce],
  [
    "verify-registration.ok.auto-login",
    {
      why: "only the browser that signed up is logged in; another bearer of the link is not",
      contract:
        "with the cookie when `REGISTER_VERIFICATION_AUTO_LOGIN` is on (≠ DRR logs any bearer of the link in) (§4)",
      ours: [
        { expect: { status: 200, body: verified, side_effects: ["user(u1).active=true", "session.none"] } },
        {
          isRegistrant: true,
          expect: { status: 200, body: verified, side_effects: ["user(u1).active=true", "session.opened_for=u1"] },
        },
      ],
    },
  ],
  [
    "register-email.ok.taken-unique-notice",
    {
      why: "the old mailbox is told as well, and the words of both mails are ours",
      contract: oldMailboxIsTold,
      ours: [
        {
          expect: {
            status: 200,
            body: { detail: "Register email link email sent" },
            side_effects: [
              "user(u1).email=mia@example.com",
              "mails=2",
              "mail(mia.new@example.com).from=no-reply@example.com",
              "mail(mia.new@example.com).body.contains=already belongs to your account",
              "mail(mia.new@example.com).no_link",
              "mail(mia@example.com).no_link",
            ],
          },
        },
      ],
    },
  ],
  [
    "register-email.ok.username-as-id",
    {
      why: "the old mailbox is told as well",
      contract: oldMailboxIsTold,
      ours: [
        {
          expect: {
            status: 200,
            body: { detail: "Register email link email sent" },
            side_effects: [
              "user(u1).email=mia@example.com",
              "mails=2",
              "mail(mia.new@example.com).link=https://front.example/verify-email/?user_id,email,timestamp,signature",
              "mail(mia.new@example.com).link.user_id=mia_t",
              "mail(mia@example.com).no_link",
              "mail(mia.new@example.com).link.verifies",
            ],
          },
        },
      ],
    },
  ],
  [
    "register-email.ok.verification-off",
    {
      why: "whoever loses an address is told and can undo it",
      contract: "changes at once … and the undo notice still goes to the old one, ≠ (§6)",
      ours: [
        {
          expect: {
            status: 200,
            body: { detail: "Register email link email sent" },
            side_effects: ["user(u1).email=mia.new@example.com", "mails=1", "mail.to=mia@example.com"],
          },
        },
      ],
    },
  ],
  ["logout.fail.anonymous", noCredentials],
  ["change-password.fail.anonymous.confirm", noCredentials],
  ["change-password.fail.anonymous.no-confirm", noCredentials],
  ["reset-password.ok.twice", resetLinkOnce],
  ["reset-password.fail.one-time-second", resetLinkOnce],
  [
    "redirect.verify-registration.ok",
    {
      why: "a GET changes nothing: mail scanners open every link",
      contract: redirects,
      ours: [
        {
          expect: {
            status: 303,
            side_effects: ["user(u1).active=false", "location=/api/docs#accounts-verify-registration"],
          },
        },
        {
          request: asForm,
          isRegistrant: true,
          expect: { status: 303, side_effects: ["user(u1).active=true", "location=/ok/"] },
        },
      ],
    },
  ],
  [
    "redirect.verify-email.ok",
    {
      why: "a GET changes nothing: mail scanners open every link",
      contract: redirects,
      ours: [
        {
          expect: {
            status: 303,
            side_effects: ["user(u1).email=mia@example.com", "location=/api/docs#accounts-verify-email"],
          },
        },
        {
          request: { ...asForm, auth: "u1" },
          expect: { status: 303, side_effects: ["user(u1).email=mia.new@example.com", "location=/ok/"] },
        },
      ],
    },
  ],
  [
    "redirect.reset-password.ok",
    {
      why: "the redirect of a POST is 303, which every browser follows with a GET",
      contract: "a browser's plain form POST … is answered with 303 to the page that shows the outcome (§1)",
      ours: [{ expect: { status: 303, side_effects: ["user(u1).password=Velvet-heron-52", "location=/ok/"] } }],
    },
  ],
  [
    "redirect.reset-password.fail",
    {
      why: "the redirect of a POST is 303, which every browser follows with a GET",
      contract: "a browser's plain form POST … is answered with 303 to the page that shows the outcome (§1)",
      ours: [{ expect: { status: 303, side_effects: ["user(u1).password=Cobalt-otter-41", "location=/bad/"] } }],
    },
  ],
]);
