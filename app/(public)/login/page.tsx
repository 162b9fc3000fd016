import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { isEmailLogin } from "#app/email-login.ts";
import { type PageQuery, queryValue } from "#app/page-query.ts";
import { LoginForm } from "#components/forms/login-form.tsx";
import { SocialButtons } from "#components/forms/social-buttons.tsx";
import { SocialProblem } from "#components/forms/social-problem.tsx";
import { Onward, Screen } from "#components/frame/screen.tsx";
import { linkTag } from "#components/ui/link-tag.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { env } from "#lib/env.ts";
import { nextPath } from "#lib/http/next-path.ts";
import { readFlash } from "#lib/http/page-flash.ts";
import { offeredServices } from "#lib/http/social-open.ts";
import { pagePrincipal } from "#lib/sessions/page-principal.ts";
import { LoggedIn } from "./logged-in.tsx";
import { noticeOf } from "./notices.ts";

/** The title of the page. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("pages.login");
  return { title: t("title") };
}

/** Logging in, and the news for somebody who was led here. */
export default async function LoginPage({ searchParams }: { searchParams: PageQuery }) {
  const next = nextPath(await queryValue(searchParams, "next")) ?? env().LOGIN_REDIRECT_URL;
  const principal = await pagePrincipal();
  if (principal) return <LoggedIn principal={principal} next={next} />;
  const t = await getTranslations("pages.login");
  const { ACCOUNT_EMAIL_VERIFICATION, REGISTRATION_OPEN, RESET_PASSWORD_VERIFICATION_ENABLED: hasReset } = env();
  const flash = await readFlash();
  const notice = noticeOf(await queryValue(searchParams, "notice"), flash);
  return (
    <Screen title={t("title")}>
      {notice === null ? null : <Notice kind={notice.kind}>{t(notice.text)}</Notice>}
      <SocialProblem flash={flash} hasReset={hasReset} />
      <LoginForm
        flash={flash}
        next={next}
        isEmailOnly={isEmailLogin()}
        hasReset={hasReset}
        isProofNeeded={ACCOUNT_EMAIL_VERIFICATION === "mandatory"}
      />
      <SocialButtons services={offeredServices()} next={next} />
      <Onward>
        {hasReset ? (
          <p>
            <a href="/forgot-password">{t("forgot")}</a>
          </p>
        ) : null}
        {REGISTRATION_OPEN ? <p>{t.rich("noAccount", { link: linkTag("/register") })}</p> : null}
      </Onward>
    </Screen>
  );
}
