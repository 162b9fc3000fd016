import path from "node:path";
import { doors } from "./doors.ts";
import { type ImportLine, importsOf } from "./imports.ts";
import { type Room, rooms } from "./rooms.ts";

/** A file as the checker sees it: its path from the project's root, with slashes, and its text. */
export type SourceFile = { readonly path: string; readonly text: string };

/** One broken arrow. */
export type Fault = { readonly file: string; readonly line: number; readonly message: string };

/**
 * Every broken arrow in these files: a room that imports what it may not, an outside package beside its door, `../`,
 * a server action, a file that lives in no room, and a use case that imports another.
 */
export function checkRooms(files: readonly SourceFile[]): Fault[] {
  const useCases = useCasesOf(files);
  return files.flatMap((file) => {
    const room = roomOf(file.path);
    if (!room) return [{ file: file.path, line: 1, message: "lives in no room (scripts/lint-rooms/rooms.ts)" }];
    const faults = importsOf(file.text).flatMap((line) => {
      const message = faultOf(file.path, room, line) ?? betweenUseCases(file.path, line, useCases);
      return message === null ? [] : [{ file: file.path, line: line.line, message }];
    });
    return [...faults, ...serverActions(file)];
  });
}

function roomOf(file: string): Room | undefined {
  return rooms.find((room) => matches(file, room.files));
}

function faultOf(file: string, room: Room, { specifier }: ImportLine): string | null {
  if (specifier.startsWith("../") && projectPath(file, specifier) === null)
    return `"${specifier}": no "../"; name the room ("#lib/…")`;
  if (specifier.startsWith("node:")) return builtinFault(room, specifier);
  const target = projectPath(file, specifier);
  if (target === null || doorOf(specifier)) return packageFault(file, room, specifier);
  if (target.endsWith(".css") || target.endsWith(".json")) return null;
  const targetRoom = roomOf(target);
  if (!targetRoom) return `"${specifier}" lies in no room`;
  if (targetRoom.name === room.name || room.may.some((name) => path.matchesGlob(targetRoom.name, name))) return null;
  return `"${specifier}": ${room.name} may not import ${targetRoom.name}`;
}

function builtinFault(room: Room, specifier: string): string | null {
  if (!room.builtins || room.builtins.includes(specifier)) return null;
  return `"${specifier}": ${room.name} may not use this part of Node`;
}

function packageFault(file: string, room: Room, specifier: string): string | null {
  const door = doorOf(specifier);
  if (!door) return `"${specifier}" has no door (scripts/lint-rooms/doors.ts)`;
  const asIfNotTest = room.name === "tests" ? file.replace(/\.test(\.tsx?)$/, "$1") : file;
  if (matches(file, door.files) || matches(asIfNotTest, door.files)) return null;
  return `"${specifier}" comes in only through ${door.files.join(", ")}`;
}

/** The project's own file behind a specifier, from the root; null for an outside package. */
function projectPath(file: string, specifier: string): string | null {
  if (specifier.startsWith("#")) return specifier.slice(1);
  const target = path.posix.join(path.posix.dirname(file), specifier);
  // A file of the root itself has no other name.
  return specifier.startsWith("./") || (specifier.startsWith("../") && !target.includes("/")) ? target : null;
}

function doorOf(specifier: string) {
  return doors.find((door) => matches(specifier, door.packages));
}

/** A use case is a file of lib/accounts that the outside calls; a shared step must be a file of its own. */
function useCasesOf(files: readonly SourceFile[]): ReadonlySet<string> {
  const callers = files.filter((file) => matches(file.path, ["app/api/**"]));
  const called = callers.flatMap((file) => importsOf(file.text).map((line) => projectPath(file.path, line.specifier)));
  return new Set(called.filter((target) => target !== null).filter((target) => target.startsWith("lib/accounts/")));
}

function betweenUseCases(file: string, { specifier, isType }: ImportLine, useCases: ReadonlySet<string>) {
  const target = projectPath(file, specifier);
  if (isType || target === null || file.includes(".test.")) return null;
  if (!file.startsWith("lib/accounts/") || !useCases.has(target)) return null;
  return `"${specifier}" is a use case; use cases do not import each other`;
}

function serverActions(file: SourceFile): Fault[] {
  const index = file.text.split("\n").findIndex((line) => /^\s*["']use server["']/.test(line));
  return index < 0
    ? []
    : [{ file: file.path, line: index + 1, message: "no server actions: writes are route handlers" }];
}

function matches(text: string, globs: readonly string[]): boolean {
  return globs.some((glob) => path.matchesGlob(text, glob));
}
