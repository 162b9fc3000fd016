/**
 * Whether this is the corpus's own run (`npm run test:attack`): with as many rounds and measurements as it asks for, and
 * judged by its times. The run inside `npm test` shares its machine with other tests, so there a time says little.
 */
export const isFullRun = process.env["ATTACK_CORPUS"] === "full";

/** How much longer than the corpus allows something may take in this run. */
export const patience = isFullRun ? 1 : 10;
