import type { DescribedChapter, DescribedOperation } from "#components/docs/described.ts";
import { env } from "#lib/env.ts";
import { answerFieldsOf } from "#lib/http/api-answer-fields.ts";
import { takesBody } from "#lib/http/api-errors.ts";
import { fieldsOf } from "#lib/http/api-fields.ts";
import { type ApiDoors, type ApiOperation, apiOperations } from "#lib/http/api-operations.ts";
import type { Access } from "#lib/http/door.ts";

const loginWords: { readonly [A in Access]: string } = {
  anyone: "no",
  known: "not needed, but known if logged in",
  session: "yes",
  fresh: "yes, and the password confirmed within ten minutes",
};

/** The API as the page shows it: chapters, their endpoints, and the methods of each. */
export function describedChapters(doors: ApiDoors): readonly DescribedChapter[] {
  const chapters = Map.groupBy(apiOperations(doors), ({ chapter }) => chapter);
  return [...chapters].map(([title, operations]) => ({
    title,
    anchor: title.toLowerCase().replaceAll(/[^a-z]+/g, "-"),
    endpoints: [...Map.groupBy(operations, ({ path }) => path)].map(([path, own]) => ({
      path,
      anchor: own[0]?.anchor ?? "",
      operations: own.map(described),
    })),
  }));
}

function described({ path, method, anchor, door, entry, answer, errors }: ApiOperation): DescribedOperation {
  const { access, limits } = door.facts;
  return {
    id: `${anchor}-${method.toLowerCase()}`,
    ...{ method, path, limits, errors },
    summary: entry.summary,
    description: entry.description ?? null,
    login: loginWords[access],
    takesToken: access !== "anyone",
    fields: takesBody(method) ? fieldsOf(door.facts) : [],
    call: callOf({ path, method, entry, door }),
    status: entry.status,
    answer: JSON.stringify(answer.example, null, 2),
    answerFields: answerFieldsOf(answer),
  };
}

/** The call as one would type it in a shell. */
function callOf({ path, method, entry, door }: Pick<ApiOperation, "path" | "method" | "entry" | "door">): string {
  const { access } = door.facts;
  const parts = [
    `curl -X ${method} ${env().APP_URL}${path}`,
    ...(access === "session" || access === "fresh" ? ["-H 'Authorization: Bearer ACCESS_TOKEN'"] : []),
    ...(takesBody(method)
      ? ["-H 'Content-Type: application/json'", `-d '${JSON.stringify(entry.request ?? {})}'`]
      : []),
  ];
  return parts.join(" \\\n  ");
}
