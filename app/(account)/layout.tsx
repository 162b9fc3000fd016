import type { Metadata } from "next";
import type { ReactNode } from "react";

/** Nothing of an account is for a search engine. */
export const metadata: Metadata = { robots: { index: false, follow: false } };

/** The pages behind login; it guards nothing, each of them asks for the person itself. */
export default function AccountLayout({ children }: { children: ReactNode }) {
  return children;
}
