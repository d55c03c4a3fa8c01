import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

// The folder with the compiled modules is the argument.
const { answer } = await import(pathToFileURL(process.argv[2] + "/exports/testdata/run.js"));
for (const line of readFileSync(0, "utf8").split("\n")) {
  if (line !== "") {
    process.stdout.write(JSON.stringify(answer(JSON.parse(line))) + "\n");
  }
}
