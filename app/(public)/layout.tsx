import type { ReactNode } from "react";
import { readLooks } from "#app/looks.ts";
import { PublicFrame } from "#components/frame/public-frame.tsx";

/** Pages with one panel. */
export default async function PublicLayout({ children }: { children: ReactNode }) {
  return <PublicFrame looks={await readLooks()}>{children}</PublicFrame>;
}
