// What the types of a generated module accept and refuse. It is compiled, and not run: each line behind @ts-expect-error
// must be one that the compiler refuses.
import { idOf, isParams, isProblem, languages, match, message, text } from "../odd/statuses.ts";
import type { ID, Language, Params, Problem } from "../odd/statuses.ts";

export const id: ID = "constructor";
// @ts-expect-error: no such status
export const wrongID: ID = "forbidden";
// @ts-expect-error: a status below 400 is no problem
export const fine: ID = "fine";

export const params: Params["value_of"] = { n: 3 };
// @ts-expect-error: a number
export const wrongKind: Params["value_of"] = { n: "3" };
// @ts-expect-error: function is missing
export const missing: Params["to_string"] = { class: "a" };
// @ts-expect-error: there are no values
export const none: Params["new"] = { n: 3 };

export const language: Language = "zh-Hant-HK";
// @ts-expect-error: no such language
export const wrongLanguage: Language = "fr";

/** Every status has its case: the compiler says which is missing. */
export function inWords(value: unknown): string {
  if (!isProblem(value)) {
    // @ts-expect-error: it is not known to be a problem
    return value.title;
  }
  const status: number = value.status;
  switch (value.code) {
    case "class":
      return value.substatus;
    case "constructor":
      return value.params?.constructor ?? String(status);
    case "to_string":
      // @ts-expect-error: of another status
      return value.params?.n;
    case "value_of":
      return String((value.params?.n ?? 0) + 1);
    case "has_own_property":
      return value.params?.order_id ?? "";
    case "new":
    case "then":
      return value.title;
    case undefined:
      break;
    // @ts-expect-error: no such status
    case "forbidden":
      return "";
  }
  if (value.status === 460) {
    return value.params?.name ?? "";
  }
  const left: 461 | 799 = value.status;
  return String(left);
}

export function one(value: unknown): number | undefined {
  if (isProblem(value, "value_of")) {
    const p: Problem<"value_of"> = value;
    return p.params?.n;
  }
  // @ts-expect-error: no such status
  isProblem(value, "forbidden");
  return undefined;
}

export function said(problem: Problem, other: { code: string }): readonly string[] {
  // @ts-expect-error: not known to be a problem of the table
  message(other, "en");
  // @ts-expect-error: the values of another status
  text("value_of", { class: "a" }, "en");
  const m = message(problem, [...languages, "fr"]);
  const l: Language = match("fr");
  return [m.title, m.detail, m.language, l, text("value_of", { n: 3 }, "en").title, text("new", undefined, ["en"]).title];
}

export function unknownParams(value: unknown): number {
  return isParams("value_of", value) ? value.n : Number(idOf(value) === undefined);
}
