import type { Instrumentation } from "next";

/**
 * Runs once when Next starts: hands the API's endpoints to the entry, opens the database and starts the mail worker. The entry
 * ends the start when it fails.
 */
export async function register(): Promise<void> {
  // Written out like this because the bundler replaces it, and leaves the rest out of any other runtime.
  if (process.env["NEXT_RUNTIME"] === "nodejs") {
    const [{ boot }, { recordBoot }, { handOver }, { apiDoors }, live, ready] = await Promise.all([
      import("#lib/boot.ts"),
      import("#lib/entry/boot-outcome.ts"),
      import("#lib/entry/direct-handlers.ts"),
      import("#app/api/doors.ts"),
      import("#app/api/health/live/route.ts"),
      import("#app/api/health/ready/route.ts"),
    ]);
    handOver({ ...apiDoors, "/api/health/live/": live, "/api/health/ready/": ready });
    await recordBoot(boot);
  }
}

/** Next calls this for a page that could not be made, before it answers: a database that is away is a 503 and no bug of ours. */
export const onRequestError: Instrumentation.onRequestError = async (error, request) => {
  if (process.env["NEXT_RUNTIME"] !== "nodejs") return;
  const [{ isUnavailable }, { noteUnavailable }] = await Promise.all([
    import("#lib/accounts/unavailable.ts"),
    import("#lib/entry/unavailable-pages.ts"),
  ]);
  const requestId = request.headers["x-latchkey-request-id"];
  if (typeof requestId === "string" && isUnavailable(error)) noteUnavailable(requestId);
};
