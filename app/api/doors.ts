import * as accountsActivate from "#app/api/v1/accounts/activate/route.ts";
import * as accountsCancelEmailChange from "#app/api/v1/accounts/cancel-email-change/route.ts";
import * as accountsChangePassword from "#app/api/v1/accounts/change-password/route.ts";
import * as accountsConnectionsProvider from "#app/api/v1/accounts/connections/[provider]/route.ts";
import * as accountsConnections from "#app/api/v1/accounts/connections/route.ts";
import * as accountsCorrectRegistration from "#app/api/v1/accounts/correct-registration/route.ts";
import * as accountsDeleteAccount from "#app/api/v1/accounts/delete-account/route.ts";
import * as accountsExport from "#app/api/v1/accounts/export/route.ts";
import * as accountsLanguage from "#app/api/v1/accounts/language/route.ts";
import * as accountsLogin from "#app/api/v1/accounts/login/route.ts";
import * as accountsLogout from "#app/api/v1/accounts/logout/route.ts";
import * as accountsProfile from "#app/api/v1/accounts/profile/route.ts";
import * as accountsReauthenticate from "#app/api/v1/accounts/reauthenticate/route.ts";
import * as accountsRegister from "#app/api/v1/accounts/register/route.ts";
import * as accountsRegisterEmail from "#app/api/v1/accounts/register-email/route.ts";
import * as accountsRegistrationStatus from "#app/api/v1/accounts/registration-status/route.ts";
import * as accountsResendVerification from "#app/api/v1/accounts/resend-verification/route.ts";
import * as accountsResetPassword from "#app/api/v1/accounts/reset-password/route.ts";
import * as accountsSendResetPasswordLink from "#app/api/v1/accounts/send-reset-password-link/route.ts";
import * as accountsSessionsId from "#app/api/v1/accounts/sessions/[id]/route.ts";
import * as accountsSessions from "#app/api/v1/accounts/sessions/route.ts";
import * as accountsSocialLogin from "#app/api/v1/accounts/social-login/route.ts";
import * as accountsSocialReauthenticate from "#app/api/v1/accounts/social-reauthenticate/route.ts";
import * as accountsSocialRegistration from "#app/api/v1/accounts/social-registration/route.ts";
import * as accountsUndoEmailChange from "#app/api/v1/accounts/undo-email-change/route.ts";
import * as accountsVerifyEmail from "#app/api/v1/accounts/verify-email/route.ts";
import * as accountsVerifyRegistration from "#app/api/v1/accounts/verify-registration/route.ts";
import * as authProvider from "#app/api/v1/auth/[provider]/route.ts";
import * as authLogin from "#app/api/v1/auth/login/route.ts";
import * as authLogout from "#app/api/v1/auth/logout/route.ts";
import * as authPasswordChange from "#app/api/v1/auth/password/change/route.ts";
import * as authPasswordResetConfirm from "#app/api/v1/auth/password/reset/confirm/route.ts";
import * as authPasswordReset from "#app/api/v1/auth/password/reset/route.ts";
import * as authRegistrationResendEmail from "#app/api/v1/auth/registration/resend-email/route.ts";
import * as authRegistration from "#app/api/v1/auth/registration/route.ts";
import * as authRegistrationVerifyEmail from "#app/api/v1/auth/registration/verify-email/route.ts";
import * as authTokenRefresh from "#app/api/v1/auth/token/refresh/route.ts";
import * as authTokenVerify from "#app/api/v1/auth/token/verify/route.ts";
import * as authUser from "#app/api/v1/auth/user/route.ts";
import type { ApiPath } from "#lib/http/api-catalogue.ts";
import type { Endpoint } from "#lib/http/endpoint.ts";

/** The doors of every endpoint by path: what the documentation is made from. */
export const apiDoors: Readonly<Record<ApiPath, Endpoint>> = {
  "/api/v1/accounts/activate/": accountsActivate,
  "/api/v1/accounts/cancel-email-change/": accountsCancelEmailChange,
  "/api/v1/accounts/change-password/": accountsChangePassword,
  "/api/v1/accounts/connections/{provider}/": accountsConnectionsProvider,
  "/api/v1/accounts/connections/": accountsConnections,
  "/api/v1/accounts/correct-registration/": accountsCorrectRegistration,
  "/api/v1/accounts/delete-account/": accountsDeleteAccount,
  "/api/v1/accounts/export/": accountsExport,
  "/api/v1/accounts/language/": accountsLanguage,
  "/api/v1/accounts/login/": accountsLogin,
  "/api/v1/accounts/logout/": accountsLogout,
  "/api/v1/accounts/profile/": accountsProfile,
  "/api/v1/accounts/reauthenticate/": accountsReauthenticate,
  "/api/v1/accounts/register-email/": accountsRegisterEmail,
  "/api/v1/accounts/register/": accountsRegister,
  "/api/v1/accounts/registration-status/": accountsRegistrationStatus,
  "/api/v1/accounts/resend-verification/": accountsResendVerification,
  "/api/v1/accounts/reset-password/": accountsResetPassword,
  "/api/v1/accounts/send-reset-password-link/": accountsSendResetPasswordLink,
  "/api/v1/accounts/sessions/{id}/": accountsSessionsId,
  "/api/v1/accounts/sessions/": accountsSessions,
  "/api/v1/accounts/social-login/": accountsSocialLogin,
  "/api/v1/accounts/social-reauthenticate/": accountsSocialReauthenticate,
  "/api/v1/accounts/social-registration/": accountsSocialRegistration,
  "/api/v1/accounts/undo-email-change/": accountsUndoEmailChange,
  "/api/v1/accounts/verify-email/": accountsVerifyEmail,
  "/api/v1/accounts/verify-registration/": accountsVerifyRegistration,
  "/api/v1/auth/{provider}/": authProvider,
  "/api/v1/auth/login/": authLogin,
  "/api/v1/auth/logout/": authLogout,
  "/api/v1/auth/password/change/": authPasswordChange,
  "/api/v1/auth/password/reset/confirm/": authPasswordResetConfirm,
  "/api/v1/auth/password/reset/": authPasswordReset,
  "/api/v1/auth/registration/resend-email/": authRegistrationResendEmail,
  "/api/v1/auth/registration/": authRegistration,
  "/api/v1/auth/registration/verify-email/": authRegistrationVerifyEmail,
  "/api/v1/auth/token/refresh/": authTokenRefresh,
  "/api/v1/auth/token/verify/": authTokenVerify,
  "/api/v1/auth/user/": authUser,
};
