import type { ReactNode } from "react";
import { Button, type ButtonLook } from "#components/ui/button.tsx";
import { endpointPath } from "./send.ts";

type PostButtonProps = {
  readonly endpoint: string;
  readonly children: ReactNode;
  readonly look?: ButtonLook;
  readonly hidden?: Readonly<Record<string, string>>;
  readonly describedBy?: string;
};

/** A deed without input: a plain form with one button, the same with and without script. Its outcome is the next page. */
export function PostButton({ endpoint, children, look = "primary", hidden = {}, ...rest }: PostButtonProps) {
  return (
    <form method="post" action={endpointPath(endpoint)}>
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Button look={look} {...rest}>
        {children}
      </Button>
    </form>
  );
}
