"use client";

import { useEffect, useEffectEvent, useState } from "react";

/** The seconds that are left of a wait, counted down; `atZero` is called once when none are. A new wait needs a new `key`. */
export function useCountdown(seconds: number, atZero?: () => void): number {
  const [left, setLeft] = useState(seconds);
  const finish = useEffectEvent(() => atZero?.());
  useEffect(() => {
    if (seconds <= 0) return;
    const endsAt = Date.now() + seconds * 1000;
    const timer = setInterval(() => {
      const rest = Math.max(0, Math.ceil((endsAt - Date.now()) / 1000));
      setLeft(rest);
      if (rest > 0) return;
      clearInterval(timer);
      finish();
    }, 250);
    return () => clearInterval(timer);
  }, [seconds]);
  return left;
}
