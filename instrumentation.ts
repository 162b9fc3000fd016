/** Runs once when Next starts: opens the database and starts the mail worker. A failure here ends the start. */
export async function register(): Promise<void> {
  // Written out like this because the bundler replaces it, and leaves the rest out of any other runtime.
  if (process.env["NEXT_RUNTIME"] === "nodejs") {
    const { boot } = await import("#lib/boot.ts");
    await boot();
  }
}
