// It validates documents of OpenAPI 3.1. An argument is a file, or FILE=NAME=OTHER: a file that refers to OTHER by NAME.
import { Validator } from "@seriousme/openapi-schema-validator";

for (const arg of process.argv.slice(2)) {
  const [file, name, other] = arg.split("=");
  const validator = new Validator();
  if (other !== undefined) {
    await validator.addSpecRef(other, name);
  }
  const result = await validator.validate(file);
  if (!result.valid || validator.version !== "3.1") {
    throw new Error(`${file} is of version ${validator.version}: ${JSON.stringify(result, null, 2)}`);
  }
  // Every reference must lead to something.
  validator.resolveRefs();
}
