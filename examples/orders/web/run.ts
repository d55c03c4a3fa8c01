// What the test runs under Node: it places the orders that the arguments have, and prints what comes of them.
import { placeOrder } from "./client.ts";
import type { Draft } from "./client.ts";

declare const process: { readonly argv: readonly string[] };

const [base = "", token = "", language = "", ...drafts] = process.argv.slice(2);
for (const draft of drafts) {
  console.log(JSON.stringify(await placeOrder(base, token, JSON.parse(draft) as Draft, [language])));
}
