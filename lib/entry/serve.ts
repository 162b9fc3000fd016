import cluster from "node:cluster";
import type { Env } from "#lib/env/read.ts";
import { log } from "#lib/log.ts";
import { withCompressedFiles } from "./build-files.ts";
import { withDirectHandlers } from "./direct-handlers.ts";
import { withFaultPage } from "./fault-page.ts";
import { type Application, type GateRule, gate } from "./gate.ts";
import { makeServer } from "./http-servers.ts";
import { type Listening, listen } from "./listen.ts";
import { prepareNext } from "./next-application.ts";
import { listening, type Served } from "./served.ts";
import { type Stopper, stopOnSignals } from "./stop.ts";
import { takeConnections } from "./take-connections.ts";

/**
 * Prepares Next and serves until a signal comes: what comes to the port, or in a worker what is dealt to it. Resolves when the
 * first request can come.
 */
export async function serve(settings: Env, isDev: boolean): Promise<void> {
  let served: readonly Served[] = [];
  let closeNext = async () => {};
  const stopper = stopOnSignals({
    served: () => served,
    closeApplication: () => closeNext(),
    isDev,
    delayMs: settings.SHUTDOWN_DELAY * 1_000,
  });
  endOnFaults(stopper);
  const application = await prepareNext({ isDev, port: settings.PORT });
  closeNext = application.close;
  const rule = ruleOf(settings, isDev, stopper);
  if (stopper.isStopping()) return;
  const whole = gate(rule, answering(application.handle, isDev));
  const make = () => makeServer(whole, application.upgrade);
  served = cluster.isWorker ? [takeConnections(make())] : (await listen(make, placeOf(settings))).map(listening);
}

// In development Next tells on the page what went wrong.
function answering(next: Application, isDev: boolean): Application {
  return isDev ? next : withDirectHandlers(withFaultPage(withCompressedFiles(next)));
}

/** Where to listen: at BIND, else at both loopbacks in local mode, else at all addresses. */
export function placeOf({ PORT: port, BIND, IS_LOCAL }: Pick<Env, "PORT" | "IS_LOCAL" | "BIND">): Listening {
  if (BIND !== undefined) return { port, hosts: [BIND] };
  return { port, hosts: IS_LOCAL ? ["127.0.0.1", "::1"] : [] };
}

function ruleOf(settings: Env, isDev: boolean, { isStopping }: Stopper): GateRule {
  const { APP_URL, IS_LOCAL, TRUSTED_PROXY_COUNT: trustedProxies } = settings;
  return { APP_URL, IS_LOCAL, isDev, trustedProxies, formTargets: formTargetsOf(settings), isStopping };
}

/** Other origins to which the answer to a form may redirect: browsers hold them against `form-action` too. */
function formTargetsOf(settings: Env): readonly string[] {
  const pages = [
    ...[settings.LOGIN_URL, settings.LOGIN_REDIRECT_URL, settings.LOGOUT_REDIRECT_URL],
    ...[settings.VERIFY_REGISTRATION_SUCCESS_URL, settings.VERIFY_REGISTRATION_FAILURE_URL],
    ...[settings.VERIFY_EMAIL_SUCCESS_URL, settings.VERIFY_EMAIL_FAILURE_URL],
    ...[settings.RESET_PASSWORD_SUCCESS_URL, settings.RESET_PASSWORD_FAILURE_URL],
  ];
  const origins = pages.map((page) => URL.parse(page ?? "")?.origin).filter((origin) => origin !== undefined);
  return [...new Set(origins)].filter((origin) => origin !== settings.APP_URL);
}

// After an exception nobody caught, the state is unknown: finish what is under way and end. A promise nobody waited for
// is a bug too, but no reason to let other requests die.
function endOnFaults({ stop }: Stopper): void {
  process.on("uncaughtException", (error) => {
    log.error("uncaught_exception", { error });
    stop(1);
  });
  process.on("unhandledRejection", (error) => log.error("unhandled_rejection", { error }));
}
