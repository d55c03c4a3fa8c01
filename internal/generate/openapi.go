package generate

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"

	"github.com/httpstatus-go/httpstatus/internal/table"
)

// Names of components that no status has, whose names begin with a capital.
const (
	anyProblem = "problem"
	fieldError = "fieldError"
)

func ref(kind, name string) object { return object{{"$ref", "#/components/" + kind + "/" + name}} }

// OpenAPI makes an OpenAPI 3.1 document of components for servers that answer with the statuses of the table of package
// name, as problem documents: those from 400 on. It says that it is made from the table at reference.
//
// A description is CommonMark, in which the text of a table is to be text and nothing else; a title or a summary is plain.
func OpenAPI(t *table.Table, name, reference string) []byte {
	statuses := problems(t)
	schemas := object{
		{anyProblem, problemSchema()},
		{fieldError, fieldErrorSchema()},
	}
	examples, responses := object{}, object{}
	var all []member // of the responses of each status
	var names []string
	for i := range t.Languages {
		names = append(names, selfName(t.Languages[i].Tag))
	}
	for i, s := range statuses {
		schemas = append(schemas, member{s.Name, func() object { return statusSchema(t, s) }})
		for j := range t.Languages {
			l := &t.Languages[j]
			examples = append(examples, member{exampleName(s, l), func() object {
				return object{{"summary", s.Key.String() + ", " + names[j]}, {"value", exampleOf(s, l)}}
			}})
		}
		all = append(all, member{s.Name, func() object {
			return response(t, description(t, s), ref("schemas", s.Name), statuses[i:i+1])
		}})
	}
	// An operation has one response for a code, so that there is one for all that refine it.
	for from := 0; from < len(statuses); {
		to := from + 1
		for to < len(statuses) && statuses[to].Code == statuses[from].Code {
			to++
		}
		group := statuses[from:to]
		code := strconv.Itoa(group[0].Code)
		responses = append(responses, member{code, func() object {
			return response(t, "Any status of "+code+".", anyOf(group), group)
		}})
		from = to
	}
	responses = append(responses, all...)
	responses = append(responses, member{anyProblem, object{
		{"description", "Any problem, also of another table."},
		{"content", object{{"application/problem+json", object{{"schema", ref("schemas", anyProblem)}}}}},
	}})
	var b bytes.Buffer
	object{
		{"x-comment", generatedFrom(reference)},
		{"openapi", "3.1.1"},
		{"info", object{
			{"title", "Statuses of " + name},
			{"version", "1"},
			{"description", "Components for the descriptions of services that answer with these statuses."},
		}},
		{"components", object{{"schemas", schemas}, {"responses", responses}, {"examples", examples}}},
	}.write(&b, "")
	return append(b.Bytes(), '\n')
}

// problemSchema is of any problem document (RFC 9457), with the members that package problem adds.
func problemSchema() object {
	text := func(about string) object { return object{{"type", "string"}, {"description", about}} }
	return object{
		{"type", "object"},
		{"description", "A problem document (RFC 9457)."},
		{"properties", object{
			{"type", object{{"type", "string"}, {"format", "uri-reference"}, {"description", "The problem type; about:blank for one that says no more than its status."}}},
			{"title", text("What happened, at a glance, in the language of Content-Language.")},
			{"status", object{{"type", "integer"}, {"minimum", 400}, {"maximum", 999}}},
			{"substatus", object{{"type", "string"}, {"pattern", `^[4-9][0-9]{2}\.[0-9]{1,5}$`}, {"description", "The status with the number that refines it, as 403.1001."}}},
			{"code", text("The ID of the status, which never changes.")},
			{"detail", text("What happened and what to do, in the language of Content-Language.")},
			{"instance", object{{"type", "string"}, {"format", "uri-reference"}}},
			{"params", object{{"type", "object"}, {"description", "The values of the text."}}},
			{"errors", object{{"type", "array"}, {"items", ref("schemas", fieldError)}, {"description", "What is wrong with which part of the request."}}},
		}},
		{"required", []string{"type", "title", "status"}},
	}
}

func fieldErrorSchema() object {
	text := func(about string) object { return object{{"type", "string"}, {"description", about}} }
	return object{
		{"type", "object"},
		{"description", "What is wrong with one part of the request."},
		{"properties", object{
			{"pointer", object{{"type", "string"}, {"format", "uri-reference"}, {"description", "Where in the content: a JSON Pointer as the fragment of a URI (RFC 6901, 6)."}}},
			{"parameter", text("A parameter of the query, the path or a form.")},
			{"header", text("A header field.")},
			{"code", text("The ID of what is wrong.")},
			{"params", object{{"type", "object"}}},
			{"detail", text("What is wrong, in a language that the reader understands.")},
		}},
	}
}

func statusSchema(t *table.Table, s table.Status) object {
	is := object{
		{"type", object{{"const", typeOf(s)}}},
		{"status", object{{"const", s.Code}}},
	}
	required := []string{"type", "title", "status"}
	if s.IsSub {
		is = append(is, member{"substatus", object{{"const", s.Key.String()}}}, member{"code", object{{"const", s.ID}}})
		required = append(required, "substatus", "code")
	}
	if len(s.Params) > 0 {
		values := object{}
		var names []string
		for _, p := range s.Params {
			kind := "string"
			if p.Kind == "int" {
				kind = "integer"
			}
			values = append(values, member{p.Name, object{{"type", kind}}})
			names = append(names, p.Name)
		}
		is = append(is, member{"params", object{{"type", "object"}, {"properties", values}, {"required", names}}})
	}
	out := object{
		{"title", s.Key.String() + " " + template(t.Languages[0].Text[s.Key].Title)},
		{"description", description(t, s)},
		{"allOf", []object{ref("schemas", anyProblem)}},
		{"type", "object"},
		{"properties", is},
		{"required", required},
	}
	if !s.IsSub { // a code has neither, and so is told from the statuses that refine it
		out = append(out, member{"not", object{{"anyOf", []object{
			{{"required", []string{"substatus"}}}, {{"required", []string{"code"}}},
		}}}})
	}
	if s.Get("deprecated") != "" {
		out = append(out, member{"deprecated", true})
	}
	return out
}

// description returns the text of a status in the default language as CommonMark.
func description(t *table.Table, s table.Status) string {
	m := t.Languages[0].Text[s.Key]
	title := s.Key.String() + " " + template(m.Title)
	if !strings.HasSuffix(title, "?") && !strings.HasSuffix(title, "!") {
		title += "."
	}
	parts := []string{title}
	if m.Detail != "" {
		parts = append(parts, template(m.Detail))
	}
	if d := s.Get("deprecated"); d != "" {
		parts = append(parts, "Deprecated: "+d)
	}
	return cell(strings.Join(parts, " "))
}

// anyOf returns the schema of one of several statuses.
func anyOf(group []table.Status) object {
	var refs []object
	mapping := object{}
	for _, s := range group {
		refs = append(refs, ref("schemas", s.Name))
		if s.IsSub {
			mapping = append(mapping, member{s.ID, "#/components/schemas/" + s.Name})
		}
	}
	out := object{{"oneOf", refs}}
	if len(mapping) == len(group) { // a document with a code alone has no member to tell by
		out = append(out, member{"discriminator", object{{"propertyName", "code"}, {"mapping", mapping}}})
	}
	return out
}

// response returns a response with one of several statuses of a code.
func response(t *table.Table, description string, schema object, statuses []table.Status) object {
	var languages []string
	for _, l := range t.Languages {
		languages = append(languages, l.ID)
	}
	headers := object{{"Content-Language", object{
		{"description", "The language of title and detail."},
		{"schema", object{{"type", "string"}, {"examples", languages}}},
	}}}
	_, mustHave := table.CodeFacts(statuses[0].Code)
	for _, name := range list(mustHave, ", ") {
		headers = append(headers, member{name, object{
			{"description", "Every response with " + strconv.Itoa(statuses[0].Code) + " must carry it."},
			{"required", true},
			{"schema", object{{"type", "string"}}},
		}})
	}
	examples := object{}
	for _, s := range statuses {
		for j := range t.Languages {
			name := exampleName(s, &t.Languages[j])
			examples = append(examples, member{name, ref("examples", name)})
		}
	}
	return object{
		{"description", description},
		{"headers", headers},
		{"content", object{{"application/problem+json", object{{"schema", schema}, {"examples", examples}}}}},
	}
}

func exampleName(s table.Status, l *table.Language) string { return s.Name + "." + l.ID }

// exampleOf returns the problem document of a status in a language, with {name} for a string and 3 for a number.
func exampleOf(s table.Status, l *table.Language) object {
	values := map[string]string{}
	params := object{}
	for _, p := range s.Params {
		if p.Kind == "int" {
			values[p.Name] = "3"
			params = append(params, member{p.Name, 3})
		} else {
			values[p.Name] = fmt.Sprintf("{%s}", p.Name)
			params = append(params, member{p.Name, values[p.Name]})
		}
	}
	fill := func(text string) string {
		return table.Replace(text, func(name string) string { return values[name] })
	}
	m := l.Text[s.Key]
	out := object{{"type", typeOf(s)}, {"title", fill(m.Title)}, {"status", s.Code}}
	if s.IsSub {
		out = append(out, member{"substatus", s.Key.String()}, member{"code", s.ID})
	}
	if m.Detail != "" {
		out = append(out, member{"detail", fill(m.Detail)})
	}
	if len(params) > 0 {
		out = append(out, member{"params", params})
	}
	return out
}
