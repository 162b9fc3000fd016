import { getTranslations } from "next-intl/server";
import { NewPasswordField } from "./new-password-field.tsx";

/** The field for a password that is being chosen: its rules turn as they are met, and its strength is explained. */
export async function NewPassword({ name, minLength }: { name: string; minLength: number }) {
  const t = await getTranslations("pages.newPassword");
  const field = await getTranslations("pages.field");
  const words = {
    ...{ rules: t("rules"), met: t("met"), unmet: t("unmet") },
    ...{ length: t("length", { min: minLength }), notNumeric: t("notNumeric"), notSimilar: t("notSimilar") },
    strength: t.raw("strength"),
    reasons: t.raw("reasons"),
  };
  return (
    <NewPasswordField
      name={name}
      help={field("passwordHelp", { min: minLength })}
      minLength={minLength}
      words={words}
    />
  );
}
