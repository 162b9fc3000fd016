import { look } from "#e2e/support/look.ts";
import type { Stage } from "./deeds.ts";
import type { Account } from "./model.ts";

/** Throws unless every row is what the model says, and no address has two active owners. */
export async function compare({ place, model: { accounts, addresses } }: Stage): Promise<void> {
  const sql = `SELECT id::text, status::text, email, security_version::int AS version, disabled_at IS NOT NULL AS disabled,
      password_hash IS NOT NULL AS password,
      (SELECT new_email FROM email_changes WHERE user_id = u.id AND state = 'pending') AS wish,
      (SELECT coalesce(string_agg(state::text, ' ' ORDER BY confirmed_at), '') FROM email_changes
        WHERE user_id = u.id AND confirmed_at IS NOT NULL) AS changes
    FROM users u WHERE email = ANY(string_to_array($1, ','))`;
  const rows = await look(place, sql, [addresses.join(",")]);
  const found = rows.map((row) => JSON.stringify(row)).sort();
  const kept = accounts.filter(({ status }) => status !== "gone");
  const expected = kept.map((account) => JSON.stringify(rowOf(account))).sort();
  if (found.join("\n") !== expected.join("\n")) {
    throw new Error(`The database has\n${found.join("\n")}\nand must have\n${expected.join("\n")}`);
  }
  const owned = rows.filter((row) => row["status"] === "active").map((row) => row["email"]);
  if (new Set(owned).size < owned.length) throw new Error(`Two owners of one address: ${owned.join(", ")}`);
}

function rowOf({ id, status, email, version, isDisabled, password, wish, changes }: Account) {
  const states = changes.map(({ state }) => state).join(" ");
  return { id, status, email, version, disabled: isDisabled, password: password !== null, wish, changes: states };
}
