import { setTimeout as pause } from "node:timers/promises";
import { type ApiStage, endOfMailsAfterKill } from "./api-stage.ts";
import { underLoad } from "./load.ts";

/** How often the storm kills: `KILLS`, else a number that takes about a minute. */
export const kills = Number(process.env["KILLS"] || 25);

/**
 * Kills the application at random moments while people use it, and starts it again each time; then everything that was
 * promised is judged. Returns the figures in one line.
 */
export async function killStorm(stage: ApiStage): Promise<string> {
  await underLoad(stage, 4, async () => {
    for (let done = 0; done < kills; done += 1) {
      await pause(50 + Math.random() * 950);
      await stage.app.kill();
      await stage.app.restart();
      await stage.noVersionFell();
    }
  });
  await endOfMailsAfterKill(stage.app);
  await stage.keepsItsWord();
  const { witness, api } = stage;
  return [
    `${kills} kills`,
    `${witness.registered.length} registrations and ${witness.resets.length} resets acknowledged`,
    `${witness.answers.length} answers`,
    `${witness.lost()} requests without an answer`,
    `${api.accepted.length} mails`,
    `${api.requests.length - api.accepted.length} sent again under their key`,
  ].join(", ");
}
