// A client of the server, for a page. The statuses are those of the server's table, in statuses.ts, which is generated.
import { isProblem, message } from "./statuses.ts";
import type { Problem } from "./statuses.ts";

export interface Draft {
  readonly email: string;
  readonly items: readonly { readonly product: string; readonly count: number }[];
  readonly note?: string;
}

export interface Order extends Draft {
  readonly id: string;
  readonly state: "placed" | "shipped" | "canceled";
  readonly total: string;
}

/** What a form shows: a text for the whole, and one for each field, by its JSON Pointer. */
export interface Complaint {
  readonly text: string;
  readonly fields: { readonly [pointer: string]: string };
  readonly request: string | null;
}

/** Places an order, or says what is wrong with it in the language of the reader. */
export async function placeOrder(
  base: string,
  token: string,
  draft: Draft,
  languages: readonly string[],
): Promise<Order | Complaint> {
  const response = await fetch(`${base}/orders`, {
    method: "POST",
    headers: {
      Accept: "application/json, application/problem+json",
      "Accept-Language": languages.join(", "),
      Authorization: `Bearer ${token}`,
      "Content-Type": "application/json",
    },
    body: JSON.stringify(draft),
  });
  const answer: unknown = await response.json().catch(() => undefined);
  if (response.ok) {
    return answer as Order;
  }
  const request = response.headers.get("X-Request-ID");
  if (!isProblem(answer)) {
    return { text: `HTTP ${response.status}`, fields: {}, request };
  }
  return { text: explain(answer, languages), fields: fieldsOf(answer), request };
}

/** The text of a problem, with what the page can offer. */
function explain(problem: Problem, languages: readonly string[]): string {
  const { title, detail } = message(problem, languages);
  switch (problem.code) {
    case "out_of_stock":
      return `${title} (${problem.params?.product ?? "?"}: ${problem.params?.left ?? "?"})`;
    default:
      return `${title}: ${detail}`;
  }
}

function fieldsOf(problem: Problem): { [pointer: string]: string } {
  const fields: { [pointer: string]: string } = {};
  for (const { pointer, detail } of problem.errors ?? []) {
    if (pointer !== undefined && detail !== undefined) {
      fields[decodeURIComponent(pointer.slice(1))] = detail;
    }
  }
  return fields;
}
