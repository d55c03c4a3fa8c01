/** A problem document (RFC 9457) of one of the statuses: of each, or of those with the IDs I. */
export type Problem<I extends ID = ID> = { [J in I]: Statuses[J] & Details & { readonly params?: Params[J] } }[I];

/** The members of a problem document that every status has. */
export interface Details {
  /** What happened, at a glance, in the language of the answer. */
  readonly title: string;
  /** What happened and what to do, in the language of the answer. */
  readonly detail?: string;
  readonly instance?: string;
  /** What is wrong with which part of the request. */
  readonly errors?: readonly FieldError[];
}

/** What is wrong with one part of the request. */
export interface FieldError {
  /** Where in the content: "#/items/0/amount", a JSON Pointer as the fragment of a URI (RFC 6901, 6). */
  readonly pointer?: string;
  readonly parameter?: string;
  readonly header?: string;
  /** The ID of what is wrong; it can be of another table. */
  readonly code?: string;
  readonly params?: { readonly [name: string]: unknown };
  readonly detail?: string;
}

/** The text of a status. */
export interface Message {
  readonly language: Language;
  readonly title: string;
  readonly detail: string;
}

/** Whether a value, as JSON.parse returns it, is a problem document of one of the statuses, or of the one with the ID. */
export function isProblem(value: unknown): value is Problem;
export function isProblem<I extends ID>(value: unknown, id: I): value is Problem<I>;
export function isProblem(value: unknown, id?: ID): boolean {
  const found = idOf(value);
  return found !== undefined && (id === undefined || id === found);
}

/** The ID of the status that a problem document has; undefined for any other value. */
export function idOf(value: unknown): ID | undefined {
  if (!isObject(value)) {
    return undefined;
  }
  const { code, status } = value;
  const id = code === undefined && has(codes, String(status)) ? codes[String(status)] : code;
  if (!isID(id)) {
    return undefined;
  }
  const is: { readonly [member: string]: unknown } = { ...statuses[id].is };
  for (const member of ["type", "status", "substatus", "code"]) {
    if (value[member] !== is[member]) {
      return undefined;
    }
  }
  const { title, params, errors } = value;
  const ok =
    typeof title === "string" &&
    optionalStrings(value, ["detail", "instance"]) &&
    (params === undefined || isParams(id, params)) &&
    (errors === undefined || (Array.isArray(errors) && errors.every(isFieldError)));
  return ok ? id : undefined;
}

/** Whether a value is the ID of one of the statuses. */
export function isID(value: unknown): value is ID {
  return typeof value === "string" && has(statuses, value);
}

/** Whether a value has the values that the text of a status asks for. */
export function isParams<I extends ID>(id: I, value: unknown): value is Params[I] {
  return (
    isObject(value) &&
    Object.entries<Kind>(statuses[id].params).every(([name, kind]) => {
      const v = has(value, name) ? value[name] : undefined;
      return kind === "int" ? Number.isInteger(v) : typeof v === "string";
    })
  );
}

/**
 * The text of a problem document in a language, or in the first of several, in the order that the reader prefers, as
 * navigator.languages. It has the values of the document, and "…" for those that it lacks. It is plain text, not HTML.
 */
export function message(problem: Problem, language: string | readonly string[]): Message {
  const id = idOf(problem);
  if (id === undefined) {
    throw new TypeError("message: want a problem document for which isProblem is true");
  }
  return text(id, problem.params, language);
}

/** The text of a status with the values, as message returns that of a problem document. */
export function text<I extends ID>(id: I, params: Params[I] | undefined, language: string | readonly string[]): Message {
  const l = match(language);
  const [title, detail] = texts[l][id];
  return { language: l, title: fill(title, params), detail: fill(detail, params) };
}

function fill(template: string, params: unknown): string {
  return template.replace(/\{([^{}]*)\}/g, (_, name: string) => {
    const v = isObject(params) && has(params, name) ? params[name] : undefined;
    return typeof v === "string" || typeof v === "number" ? String(v) : "…";
  });
}

/**
 * The language of the text that serves a reader best: one who asks for these tags, the preferred one first. A tag is served
 * by its language in its script, the nearest region first; if none of them is, by its language in another script; and else
 * by the default.
 */
export function match(wanted: string | readonly string[]): Language {
  const tags = typeof wanted === "string" ? [wanted] : wanted;
  for (const anyScript of [false, true]) {
    for (const tag of tags) {
      let best: Language | undefined;
      let most = 0;
      for (const l of languages) {
        const n = nearness(l, tag, anyScript);
        if (n > most) {
          best = l;
          most = n;
        }
      }
      if (best !== undefined) {
        return best;
      }
    }
  }
  return languages[0];
}

/** How well a text serves a reader: 0 if not, else the more the better. A tag that says no more insists on no script. */
function nearness(text: string, reader: string, anyScript: boolean): number {
  const t = locale(text);
  const r = locale(reader);
  if (t === undefined || r === undefined || family(t.language) !== family(r.language)) {
    return 0;
  }
  if (t.script !== r.script && !anyScript && reader.includes("-")) {
    return 0;
  }
  const same = [t.script === r.script, t.language === r.language, t.region === r.region, text.toLowerCase() === reader.toLowerCase()];
  return same.reduce((n, is) => 2 * n + (is ? 1 : 0), 1);
}

/** A tag with the script and region that its readers have if it does not say; undefined if it is none. */
function locale(tag: string): Intl.Locale | undefined {
  try {
    const l = new Intl.Locale(tag);
    return l.language === "und" ? undefined : l.maximize();
  } catch {
    return undefined;
  }
}

/** The language whose readers read a language too. */
function family(language: string): string {
  switch (language) {
    case "yue":
    case "nan":
    case "hak":
    case "wuu":
      return "zh";
    case "nb":
      return "no";
  }
  return language;
}

function isFieldError(value: unknown): value is FieldError {
  return (
    isObject(value) &&
    optionalStrings(value, ["pointer", "parameter", "header", "code", "detail"]) &&
    (value["params"] === undefined || isObject(value["params"]))
  );
}

function optionalStrings(value: { readonly [name: string]: unknown }, names: readonly string[]): boolean {
  return names.every((name) => value[name] === undefined || typeof value[name] === "string");
}

function isObject(value: unknown): value is { readonly [name: string]: unknown } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function has(object: object, name: string): boolean {
  return Object.prototype.hasOwnProperty.call(object, name);
}
