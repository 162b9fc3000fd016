/** Runs once when Next starts: opens the database and starts the mail worker. The entry ends the start when it fails. */
export async function register(): Promise<void> {
  // Written out like this because the bundler replaces it, and leaves the rest out of any other runtime.
  if (process.env["NEXT_RUNTIME"] === "nodejs") {
    const [{ boot }, { recordBoot }] = await Promise.all([import("#lib/boot.ts"), import("#lib/entry/start-fault.ts")]);
    await recordBoot(boot);
  }
}
