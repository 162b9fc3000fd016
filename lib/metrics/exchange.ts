import { randomUUID } from "node:crypto";
import { z } from "zod";

// The processes of one server cannot hear each other; the first one, which started them, passes words on
// (lib/entry/workers.ts). What they say:
const asking = z.object({ metrics: z.literal("ask"), id: z.string() });
const telling = z.object({ metrics: z.literal("tell"), id: z.string(), figures: z.string() });
const told = z.object({ metrics: z.literal("told"), id: z.string(), figures: z.array(z.string()) });

/** The first process waits 1.5 s for the others; longer than that, and it is gone itself. */
const patienceMs = 3_000;

/** Tells this process's figures whenever the first process passes a question on. Does nothing where there is one process. */
export function answerPeers(read: () => Promise<string>): void {
  process.on("message", (message) => {
    const question = asking.safeParse(message);
    if (!question.success) return;
    const { id } = question.data;
    void read().then((figures) => tell({ metrics: "tell", id, figures }));
  });
}

/** The figures of every process of this server, those of a process that does not answer left out. */
export async function figuresOfAll(own: () => Promise<string>): Promise<readonly string[]> {
  if (process.send === undefined) return [await own()];
  const id = randomUUID();
  const answer = new Promise<readonly string[]>((resolve) => {
    const listen = (message: unknown) => {
      const heard = told.safeParse(message);
      if (!heard.success || heard.data.id !== id) return;
      finish(heard.data.figures);
    };
    const finish = (figures: readonly string[]) => {
      clearTimeout(timer);
      process.removeListener("message", listen);
      resolve(figures);
    };
    const timer = setTimeout(() => void own().then((figures) => finish([figures])), patienceMs);
    process.on("message", listen);
  });
  tell({ metrics: "ask", id });
  return answer;
}

/** To a first process that may be gone: without a callback that is an error nobody hears. */
function tell(word: z.infer<typeof asking | typeof telling>): void {
  process.send?.(word, undefined, undefined, () => {});
}
