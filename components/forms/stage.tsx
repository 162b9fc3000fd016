"use client";

import { type ReactNode, useEffect, useRef, useState } from "react";
import { DoneContext } from "./form-context.ts";

/**
 * A part of a screen that ends: shows `children` until a form among them is done, then `done`, which takes the focus. Pages
 * without script show the same `done` by themselves, from the flash.
 */
export function Stage({ children, done }: { children: ReactNode; done: ReactNode }) {
  const [isDone, setDone] = useState(false);
  const outcome = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isDone) outcome.current?.focus();
  }, [isDone]);
  if (!isDone) return <DoneContext value={() => setDone(true)}>{children}</DoneContext>;
  return (
    <div ref={outcome} tabIndex={-1}>
      {done}
    </div>
  );
}
