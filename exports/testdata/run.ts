// What run.mjs asks a generated module.
import { idOf, isID, isProblem, match, message, text } from "../odd/statuses.ts";
import type { ID } from "../odd/statuses.ts";

interface Question {
  readonly document?: unknown; // what is it, and what is its text in the languages?
  readonly name?: unknown; // is it an ID?
  readonly id?: ID; // what is the text without values?
  readonly languages: string | readonly string[];
}

export function answer(q: Question): unknown {
  if (q.id !== undefined) {
    return text(q.id, undefined, q.languages);
  }
  if (q.name !== undefined) {
    return { is: isID(q.name) };
  }
  if (!("document" in q)) {
    return { language: match(q.languages) };
  }
  const id = idOf(q.document);
  if (!isProblem(q.document)) {
    return { id };
  }
  const others = ["class", "new", "function"] as const;
  return { id, is: id !== undefined && isProblem(q.document, id), other: others.some((o) => o !== id && isProblem(q.document, o)), ...message(q.document, q.languages) };
}
