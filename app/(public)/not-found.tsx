import { NothingHere } from "#app/nothing-here.tsx";

/** What a page shows that is switched off: its layout has the frame. */
export default function SwitchedOff() {
  return <NothingHere />;
}
