import { describe, expect, test } from "vitest";
import { SettingsFault } from "./fault.ts";
import { readEnv, settingWarnings } from "./read.ts";

const acme = { OIDC_ACME_ISSUER: "https://id.acme.example", OIDC_ACME_CLIENT_ID: "latchkey" };

function faultsOf(source: Record<string, string>): readonly string[] {
  try {
    readEnv(source);
    return [];
  } catch (error) {
    if (error instanceof SettingsFault) return error.faults;
    throw error;
  }
}

describe("OIDC_<NAME>_…", () => {
  test("describes any number of providers, in the order of their names", () => {
    const { OIDC_PROVIDERS } = readEnv({
      ...acme,
      OIDC_MY_CORP_ISSUER: "http://localhost:4000/realms/my",
      OIDC_MY_CORP_CLIENT_ID: "c",
      OIDC_MY_CORP_CLIENT_SECRET: "s",
      OIDC_MY_CORP_LABEL: "My Corp, Ltd.",
    });
    expect(OIDC_PROVIDERS).toEqual([
      { id: "acme", label: "Acme", issuer: "https://id.acme.example", clientId: "latchkey", clientSecret: undefined },
      {
        id: "my-corp",
        label: "My Corp, Ltd.",
        issuer: "http://localhost:4000/realms/my",
        clientId: "c",
        clientSecret: "s",
      },
    ]);
  });

  test.each([
    ["no issuer", { OIDC_ACME_CLIENT_ID: "c" }, "OIDC_ACME_ISSUER is missing: the provider's address"],
    ["no client id", { OIDC_ACME_ISSUER: "https://id.acme.example" }, "OIDC_ACME_CLIENT_ID is missing"],
    ["plain http", { ...acme, OIDC_ACME_ISSUER: "http://id.acme.example" }, /^OIDC_ACME_ISSUER must be a full https/],
    [
      "a query",
      { ...acme, OIDC_ACME_ISSUER: "https://id.acme.example/?a=b" },
      /^OIDC_ACME_ISSUER must be a full https/,
    ],
    ["no address", { ...acme, OIDC_ACME_ISSUER: "acme" }, /^OIDC_ACME_ISSUER must be a full https/],
    ["a label of two lines", { ...acme, OIDC_ACME_LABEL: "a\nb" }, /^OIDC_ACME_LABEL must/],
    [
      "a name that is an endpoint's",
      { OIDC_LOGIN_ISSUER: "https://a.example", OIDC_LOGIN_CLIENT_ID: "c" },
      /^OIDC_LOGIN_ISSUER: a provider cannot be called login/,
    ],
    [
      "a name that another provider has",
      {
        ...{ GOOGLE_CLIENT_ID: "c", GOOGLE_CLIENT_SECRET: "s" },
        ...{ OIDC_GOOGLE_ISSUER: "https://a.example", OIDC_GOOGLE_CLIENT_ID: "c" },
      },
      /^OIDC_GOOGLE_ISSUER and GOOGLE_CLIENT_ID are two providers/,
    ],
  ])("with %s stops the start", (_what, source, fault) => {
    expect(faultsOf(source)).toEqual([typeof fault === "string" ? fault : expect.stringMatching(fault)]);
  });

  test("on loopback stops the start of a public application", () => {
    const faults = faultsOf({ ...acme, OIDC_ACME_ISSUER: "http://localhost:4000", APP_URL: "https://app.example" });
    expect(faults).toContain("OIDC_ACME_ISSUER must start with https:// while APP_URL is public");
  });

  test("misspelt is warned about, and never taken for a provider", () => {
    expect(settingWarnings({ OIDC_ACME_ISUER: "x" })).toEqual([
      "OIDC_ACME_ISUER is no setting of Latchkey; did you mean OIDC_ACME_ISSUER?",
    ]);
    expect(settingWarnings({ ...acme, OIDC_ACME_LABEL: "x" })).toEqual([]);
  });
});

describe("Google and GitHub", () => {
  test.each(["GOOGLE", "GITHUB"])("%s needs both halves", (name) => {
    for (const half of ["ID", "SECRET"]) {
      expect(faultsOf({ [`${name}_CLIENT_${half}`]: "x" })).toEqual([
        `${name}_CLIENT_ID and ${name}_CLIENT_SECRET belong together: set both, or none`,
      ]);
    }
    expect(faultsOf({ [`${name}_CLIENT_ID`]: "x", [`${name}_CLIENT_SECRET`]: "y" })).toEqual([]);
  });
});

describe("SOCIAL_REDIRECT_URIS", () => {
  test("takes https, loopback and the schemes of native apps", () => {
    const uris = ["https://app.example/cb", "http://127.0.0.1:8080/cb", "org.example.app:/in"];
    expect(readEnv({ SOCIAL_REDIRECT_URIS: uris.join(", ") }).SOCIAL_REDIRECT_URIS).toEqual(uris);
  });

  test.each(["http://app.example/cb", "https://app.example/#cb", "javascript:alert(1)", "/cb", "*"])(
    "refuses %s",
    (uri) => {
      expect(faultsOf({ SOCIAL_REDIRECT_URIS: uri })).toHaveLength(1);
    },
  );
});
