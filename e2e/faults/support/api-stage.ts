import type { App, Settings } from "#e2e/support/app.ts";
import { eventually } from "#e2e/support/eventually.ts";
import { look } from "#e2e/support/look.ts";
import { type MailApiPeer, startMailApiPeer } from "#e2e/support/mail-api-peer.ts";
import { startOwnApp } from "#e2e/support/own-app.ts";
import type { Place } from "#e2e/support/place.ts";
import { expectPromisesKept, type Trial, watchVersions } from "./invariants.ts";
import { type Witness, witnessOf } from "./witness.ts";

/** An application whose mails go to a mail API of the test's own, and a witness of all it promises. */
export type ApiStage = {
  readonly app: App;
  readonly api: MailApiPeer;
  readonly witness: Witness;
  readonly noVersionFell: Trial["noVersionFell"];
  /** Judges all that was promised since the start. */
  keepsItsWord(trial?: Partial<Trial>): Promise<void>;
  end(): Promise<void>;
};

/** The settings with which mails go to this API. */
export function mailTo(api: MailApiPeer): Settings {
  return { MAIL_TRANSPORT: "resend", RESEND_API_KEY: "re_test", RESEND_BASE_URL: api.url };
}

/** Starts both. */
export async function openApiStage(settings: Settings | ((place: Place) => Settings) = {}): Promise<ApiStage> {
  const api = await startMailApiPeer();
  const chosen = (place: Place) => (typeof settings === "function" ? settings(place) : settings);
  const app = await startOwnApp((place) => ({ ...mailTo(api), ...chosen(place) }));
  return {
    app,
    api,
    ...watched(app, api),
    end: async () => {
      await app.dispose();
      await api.close();
    },
  };
}

/** A witness of an application whose mails arrive at `api`, and who judges it. */
export function watched(app: App, api: Trial["api"]): Pick<ApiStage, "witness" | "noVersionFell" | "keepsItsWord"> {
  const witness = witnessOf(app);
  const noVersionFell = watchVersions(app);
  const keepsItsWord: ApiStage["keepsItsWord"] = (trial) =>
    expectPromisesKept({ witness, api, logs: app.logs, noVersionFell, ...trial });
  return { witness, noVersionFell, keepsItsWord };
}

/** Does not wait for the back-off: whatever waits for its next try is due. */
export async function makeRetriesDue(place: Place): Promise<void> {
  await look(place, "UPDATE pgboss.job SET start_after = now() WHERE name = 'mail' AND state = 'retry'");
}

/**
 * Waits for the end of all mail jobs after a kill, in a hurry. Only where nobody is sending a mail: that one would be sent
 * a second time.
 */
export async function endOfMailsAfterKill(place: Place): Promise<void> {
  await missHeartbeats(place);
  await endOfMails(place);
}

/** What a dead process was working on has missed its heartbeat at once; what a living one works on, too. */
export async function missHeartbeats(place: Place): Promise<void> {
  await look(
    place,
    `UPDATE pgboss.job SET heartbeat_on = now() - interval '1 hour', started_on = now() - interval '1 hour'
      WHERE name = 'mail' AND state = 'active'`,
  );
}

/** Waits for the end of all mail jobs, but not for their back-off. */
export async function endOfMails(place: Place): Promise<void> {
  const isDone = async () => {
    await makeRetriesDue(place);
    const open = await look(place, "SELECT 1 FROM pgboss.job WHERE name = 'mail' AND state < 'completed'");
    return open.length === 0 ? true : undefined;
  };
  await eventually("the end of all mail jobs", isDone, 45);
}

/** How many mail jobs have this state. */
export async function jobsIn(place: Place, state: string): Promise<number> {
  const rows = await look(place, "SELECT 1 FROM pgboss.job WHERE name = 'mail' AND state::text = $1", [state]);
  return rows.length;
}
