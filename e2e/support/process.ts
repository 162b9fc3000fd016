import { type ChildProcess, spawn } from "node:child_process";

/** A process of the product under test. */
export type Program = {
  readonly pid: number;
  /** All it has written to stdout and stderr so far. */
  output(): string;
  /** Its exit code once it has ended, null when a signal ended it. */
  readonly ended: Promise<number | null>;
  isRunning(): boolean;
  /** Sends a signal to this process, by its id, and waits for its end. */
  end(signal: "SIGTERM" | "SIGKILL"): Promise<number | null>;
};

/** What a program gets to see of the environment of the tests: enough to run, and none of somebody's own settings. */
const inherited = ["NODE_COMPILE_CACHE", "PATH", "HOME", "LANG", "TMPDIR", "SystemRoot", "LD_LIBRARY_PATH"];

/** Starts `node <args>` in the project's folder, or another, with exactly these settings. */
export function startProgram(args: readonly string[], settings: Readonly<Record<string, string>>, cwd = "."): Program {
  const env = Object.assign(inheritedEnvironment(), { NEXT_TELEMETRY_DISABLED: "1" }, settings);
  const child = spawn(process.execPath, args, { env, cwd, stdio: ["ignore", "pipe", "pipe"] });
  const chunks: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8");
    stream.on("data", (text: string) => chunks.push(text));
  }
  const ended = new Promise<number | null>((resolve) => child.once("close", (code) => resolve(code)));
  // A test run that dies takes its programs with it.
  const sweep = () => child.kill("SIGKILL");
  process.once("exit", sweep);
  void ended.then(() => process.removeListener("exit", sweep));
  return { pid: child.pid ?? 0, output: () => chunks.join(""), ended, ...control(child, ended) };
}

function inheritedEnvironment(): NodeJS.ProcessEnv {
  const env = { ...process.env };
  for (const name of Object.keys(env)) if (!inherited.includes(name)) delete env[name];
  return env;
}

/** Runs `node <args>` to its end, three minutes at most; its exit code (null when it had to be killed) and what it wrote. */
export async function runProgram(args: readonly string[], settings: Readonly<Record<string, string>>, cwd = ".") {
  const program = startProgram(args, settings, cwd);
  const timer = setTimeout(() => void program.end("SIGKILL"), 180_000);
  const code = await program.ended;
  clearTimeout(timer);
  return { code, output: program.output() };
}

function control(child: ChildProcess, ended: Promise<number | null>): Pick<Program, "isRunning" | "end"> {
  const isRunning = () => child.exitCode === null && child.signalCode === null;
  return {
    isRunning,
    end(signal) {
      if (isRunning()) child.kill(signal);
      return ended;
    },
  };
}
