import { database } from "#lib/db/client.ts";
import { log } from "#lib/log.ts";

/** Whether the database answers within two seconds: what `/api/health/ready` tells a load balancer. */
export async function isReady(): Promise<boolean> {
  try {
    const late = new Promise<false>((resolve) => setTimeout(resolve, 2_000, false).unref());
    return await Promise.race([database().statements.$queryRaw`SELECT 1`.then(() => true as const), late]);
  } catch (error) {
    log.warn("not_ready", { error });
    return false;
  }
}
