import path from "node:path";

/** The project's folder. (Node 20.19 knows import.meta.dirname.) */
export const root = path.resolve(import.meta.dirname, "../..");
