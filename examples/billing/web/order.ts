// What a page does with the answers of the server. The statuses are those of the server's table, in statuses.ts.
import { isProblem, message } from "./statuses.ts";
import type { Problem } from "./statuses.ts";

/** What to show below the form: undefined if the order is placed. */
export async function order(account: string, amount: string, languages: readonly string[]): Promise<string | undefined> {
  const response = await fetch(`/accounts/${encodeURIComponent(account)}/orders`, {
    method: "POST",
    headers: { Accept: "application/problem+json" },
    body: new URLSearchParams({ amount }),
  });
  if (response.ok) {
    return undefined;
  }
  const answer: unknown = await response.json().catch(() => undefined);
  if (!isProblem(answer)) {
    throw new Error(`the server answered ${response.status}, which is no status of its own`);
  }
  return explain(answer, languages);
}

/** The text of a problem for the reader of the page, with what the page can offer. */
export function explain(problem: Problem, languages: readonly string[]): string {
  const { title, detail } = message(problem, languages);
  switch (problem.code) {
    case "insufficient_balance":
      return `${title} (${problem.params?.balance ?? "?"}): ${detail}`;
    case "account_frozen":
    case "account_not_found":
    case "invalid_amount":
      return `${title}: ${detail}`;
  }
}
