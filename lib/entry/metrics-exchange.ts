import cluster, { type Worker } from "node:cluster";

/** How long the slowest process may take to tell its figures. */
const patienceMs = 1_500;

type Word = { readonly metrics?: unknown; readonly id?: unknown; readonly figures?: unknown };
type Question = { readonly asker: Worker; readonly figures: string[]; readonly waiting: Set<number> };

/**
 * In the first process: passes a question for figures on to every process, and what they tell back to the one that asked
 * (lib/metrics/exchange.ts). It reads nothing of it and keeps nothing.
 */
export function passMetricsOn(): void {
  const questions = new Map<string, Question>();
  const finish = (id: string) => {
    const question = questions.get(id);
    if (!question || !questions.delete(id) || !question.asker.isConnected()) return;
    send(question.asker, { metrics: "told", id, figures: question.figures });
  };
  cluster.on("message", (worker, word: Word) => {
    if (typeof word?.id !== "string") return;
    const { id } = word;
    if (word.metrics === "ask") {
      const workers = Object.values(cluster.workers ?? {}).filter((one) => one?.isConnected() === true);
      questions.set(id, { asker: worker, figures: [], waiting: new Set(workers.map((one) => one?.id ?? 0)) });
      for (const one of workers) if (one) send(one, { metrics: "ask", id });
      setTimeout(() => finish(id), patienceMs).unref();
    }
    if (word.metrics === "tell" && typeof word.figures === "string") {
      const question = questions.get(id);
      question?.figures.push(word.figures);
      question?.waiting.delete(worker.id);
      if (question?.waiting.size === 0) finish(id);
    }
  });
}

/** To a process that may just have died: without a callback that is an error nobody hears, which ends this one and all the others. */
function send(worker: Worker, word: Word): void {
  worker.send(word, () => {});
}
