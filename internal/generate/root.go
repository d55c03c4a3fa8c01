package generate

import (
	"slices"
	"strconv"
	"strings"

	"github.com/httpstatus-go/httpstatus/internal/table"
)

// rootFiles makes the root package's generated files.
func rootFiles(t *table.Table) map[string][]byte {
	rows := map[table.Key]int{}
	for _, statuses := range [][]table.Status{t.Codes, t.Subs} {
		for i, s := range statuses {
			rows[s.Key] = i + 1
		}
	}
	x := table.NewIndex(rows)
	return map[string][]byte{
		"codes_gen.go":                   codesFile(t, x),
		"iis_gen.go":                     iisFile(t, x),
		"internal/table/reserved_gen.go": reservedFile(t),
	}
}

var classNames = [...]string{"Informational", "Successful", "Redirection", "Client error", "Server error"}

func codesFile(t *table.Table, x *table.Index) []byte {
	s := newGoFile("tables/codes.tsv and aliases.tsv", "httpstatus", "")
	s.f("// The codes of the IANA registry, with the specification that defines each.\nconst (")
	class := 0
	for _, c := range t.Codes {
		if c.Code/100 != class {
			class = c.Code / 100
			s.f("\n\n// %s\n", classNames[class-1])
		}
		authority := c.Get("spec")
		if state := c.Get("state"); state != "Permanent" {
			authority += "; " + strings.ToLower(state)
		}
		if c.Name == "" {
			s.f("_ Code = %d // %s\n", c.Code, authority)
			continue
		}
		s.f("%s Code = %d // %s\n", c.Name, c.Code, authority)
	}
	s.f("\n)\n\n")

	s.f("// Other names, of net/http and of older specifications.\nconst (\n")
	for i, a := range t.Aliases {
		if a.Get("deprecated") != "" {
			if i > 0 {
				s.f("\n")
			}
			s.f("// %s is the former name of %s.\n//\n// Deprecated: use [%s].\n", a.Alias, a.Name, a.Name)
		}
		s.f("%s = %s // %s\n", a.Alias, a.Name, a.Get("source"))
	}
	s.f(")\n\n")

	reasons, facts := newTexts(1), newTexts(0)
	var bits []int
	for _, c := range t.Codes {
		reasons.add(c.Key.String(), c.Get("reason"))
		facts.add(c.Key.String(), c.Get("spec"), c.Get("url"), c.Get("musthave"))
		b := slices.Index(table.States, c.Get("state")) + 1
		for i, column := range []string{"content", "cacheable", "nostore"} {
			if c.Get(column) == "yes" {
				b |= 1 << (3 + i)
			}
		}
		bits = append(bits, b|(slices.Index(table.Retries, c.Get("retry"))+1)<<6)
	}
	s.f("// firstCode is the code that the arrays by code begin with.\nconst firstCode Code = %d\n\n", x.First)
	s.array("codeRows has, by code, its row counted from 1; 0 for an unknown code.", "codeRows", "", x.Codes)
	s.array("codeFacts has, by row, the State, three bits of facts, and the Retry of a code.", "codeFacts", "uint16", bits)
	reasons.write(s, "reasonText has the reason phrases.", "reasonText")
	s.array("reasonEnds has, by row, where a reason phrase begins; the next entry is where it ends.", "reasonEnds", "", reasons.ends)
	facts.write(s, "factText has, by row, the Spec, URL and MustHave of a code.", "factText")
	s.array("factEnds has, three to a row, where a text of factText begins; the next entry is where it ends.", "factEnds", "", facts.ends)
	return s.bytes()
}

func iisFile(t *table.Table, x *table.Index) []byte {
	s := newGoFile("tables/substatuses.tsv and text.en.tsv", "httpstatus", "")
	s.f("// The IIS substatuses, with what sets each and its title. They are variables because Go has no constants of a\n")
	s.f("// struct; nothing in this module reads them.\nvar (")
	code := 0
	for _, c := range t.Subs {
		if c.Code != code {
			code = c.Code
			s.f("\n\n")
		}
		s.f("%s = Substatus{%d, %d} // %s: %s\n", c.Name, c.Code, c.Sub, english(t, c.Key).Component, english(t, c.Key).Title)
	}
	s.f("\n)\n\n")

	titles, facts := newTexts(1), newTexts(0)
	var vs, replaced []int
	for _, c := range t.Subs {
		id := c.Key.String()
		titles.add(id, english(t, c.Key).Title)
		facts.add(id, english(t, c.Key).Component, c.Get("legacy"), english(t, c.Key).Note)
		bits, _ := table.VersionBits(c.Get("versions"))
		vs = append(vs, bits)
		r, _ := table.ParseKey(c.Get("replaced"))
		replaced = append(replaced, r.Code<<16|r.Sub)
	}
	s.array("subPages has, by code, the first of its pages; the next entry is where they end.", "subPages", "", x.SubPages)
	s.array("subPageRows has, by page of 32 substatuses, its place in subRows.", "subPageRows", "", x.PageRows)
	s.array("subRows has, by place and substatus, the row counted from 1; 0 for an unknown substatus.", "subRows", "", x.SubRows)
	s.array("iisVersions has, by row, the IISVersions.", "iisVersions", "uint16", vs)
	s.array("iisReplaced has, by row, the substatus that replaced it: the code, and the sub in the low 16 bits.", "iisReplaced", "uint32", replaced)
	titles.write(s, "iisTitleText has the titles.", "iisTitleText")
	s.array("iisTitleEnds has, by row, where a title begins; the next entry is where it ends.", "iisTitleEnds", "", titles.ends)
	facts.write(s, "iisFactText has, by row, the Component, Legacy and Note of a substatus.", "iisFactText")
	s.array("iisFactEnds has, three to a row, where a text of iisFactText begins; the next entry is where it ends.", "iisFactEnds", "", facts.ends)
	return s.bytes()
}

// english returns a status's text in the default language, which is English in this repository's table.
func english(t *table.Table, k table.Key) table.Message { return t.Languages[0].Text[k] }

// reservedFile makes the generator's own list of what other tables may not redefine.
func reservedFile(t *table.Table) []byte {
	s := newGoFile("tables/codes.tsv and substatuses.tsv", "table", "")
	var codes, subs []int
	var names, retries, mustHave []string
	for _, c := range t.Codes {
		codes = append(codes, c.Code)
		names = append(names, strconv.Quote(c.Name))
		retries = append(retries, strconv.Quote(c.Get("retry")))
		mustHave = append(mustHave, strconv.Quote(c.Get("musthave")))
	}
	for _, c := range t.Subs {
		subs = append(subs, c.Code<<16|c.Sub)
	}
	s.array("registeredCodes has the codes of the IANA registry, ascending.", "registeredCodes", "int", codes)
	s.f("// registeredNames has their constants.\nvar registeredNames = [...]string{\n%s,\n}\n\n", strings.Join(names, ",\n"))
	s.f("// registeredRetries has their retry.\nvar registeredRetries = [...]string{\n%s,\n}\n\n", strings.Join(retries, ",\n"))
	s.f("// registeredMustHave has their musthave.\nvar registeredMustHave = [...]string{\n%s,\n}\n\n", strings.Join(mustHave, ",\n"))
	s.array("iisSubstatuses has the documented IIS substatuses, ascending: the code, and the sub in the low 16 bits.", "iisSubstatuses", "int", subs)
	return s.bytes()
}
