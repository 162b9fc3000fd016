import { z } from "zod";

/** For endpoints that take nothing: whatever is sent is dropped. */
export const noBody = z.object({});
