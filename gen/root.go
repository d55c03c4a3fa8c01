package main

import (
	"slices"
	"strings"
)

// rootFiles makes the root package's generated files.
func rootFiles(t *table) map[string][]byte {
	x := newIndex(t.codeKeys(), t.subKeys(), 0, 0)
	return map[string][]byte{
		"codes_gen.go":        codesFile(t, x),
		"iis_gen.go":          iisFile(t, x),
		"gen/reserved_gen.go": reservedFile(t),
	}
}

func (t *table) codeKeys() []key { return keysOf(t.codes) }
func (t *table) subKeys() []key  { return keysOf(t.subs) }

func keysOf(statuses []status) (keys []key) {
	for _, s := range statuses {
		keys = append(keys, s.key)
	}
	return keys
}

var classNames = [...]string{"Informational", "Successful", "Redirection", "Client error", "Server error"}

func codesFile(t *table, x *index) []byte {
	s := newGoFile("tables/codes.tsv and aliases.tsv", "httpstatus", "")
	s.f("// The codes of the IANA registry, with the specification that defines each.\nconst (")
	class := 0
	for _, c := range t.codes {
		if c.code/100 != class {
			class = c.code / 100
			s.f("\n\n// %s\n", classNames[class-1])
		}
		authority := c.get("spec")
		if state := c.get("state"); state != "Permanent" {
			authority += "; " + strings.ToLower(state)
		}
		if c.name == "" {
			s.f("_ Code = %d // %s\n", c.code, authority)
			continue
		}
		s.f("%s Code = %d // %s\n", c.name, c.code, authority)
	}
	s.f("\n)\n\n")

	s.f("// Other names, of net/http and of older specifications.\nconst (\n")
	for i, a := range t.aliases {
		if a.get("deprecated") != "" {
			if i > 0 {
				s.f("\n")
			}
			s.f("// %s is the former name of %s.\n//\n// Deprecated: use [%s].\n", a.alias, a.name, a.name)
		}
		s.f("%s = %s // %s\n", a.alias, a.name, a.get("source"))
	}
	s.f(")\n\n")

	var reasons, facts texts
	reasons.ends = []int{0, 0} // row 0, of an unknown code, has no reason
	var bits []int
	for _, c := range t.codes {
		reasons.add(c.key.String(), c.get("reason"))
		facts.add(c.key.String(), c.get("spec"), c.get("url"), c.get("musthave"))
		b := slices.Index(states, c.get("state")) + 1
		for i, column := range []string{"content", "cacheable", "nostore"} {
			if c.get(column) == "yes" {
				b |= 1 << (3 + i)
			}
		}
		bits = append(bits, b|(slices.Index(retries, c.get("retry"))+1)<<6)
	}
	s.f("// firstCode is the code that the arrays by code begin with.\nconst firstCode Code = %d\n\n", x.first)
	s.array("codeRows has, by code, its row counted from 1; 0 for an unknown code.", "codeRows", "", x.codes)
	s.array("codeFacts has, by row, the State, three bits of facts, and the Retry of a code.", "codeFacts", "uint16", bits)
	reasons.write(s, "reasonText has the reason phrases.", "reasonText")
	s.array("reasonEnds has, by row, where a reason phrase begins; the next entry is where it ends.", "reasonEnds", "", reasons.ends)
	facts.write(s, "factText has, by row, the Spec, URL and MustHave of a code.", "factText")
	s.array("factEnds has, three to a row, where a text of factText begins; the next entry is where it ends.", "factEnds", "", facts.ends)
	return s.bytes()
}

func iisFile(t *table, x *index) []byte {
	s := newGoFile("tables/substatuses.tsv and text.en.tsv", "httpstatus", "")
	s.f("// The IIS substatuses, with what sets each and its title. They are variables because Go has no constants of a\n")
	s.f("// struct; nothing in this module reads them.\nvar (")
	code := 0
	for _, c := range t.subs {
		if c.code != code {
			code = c.code
			s.f("\n\n")
		}
		s.f("%s = Substatus{%d, %d} // %s: %s\n", c.name, c.code, c.sub, c.get("component"), t.english(c.key).title)
	}
	s.f("\n)\n\n")

	var titles, facts texts
	titles.ends = []int{0, 0} // row 0, of an unknown substatus, has no title
	var vs, replaced []int
	for _, c := range t.subs {
		id := c.key.String()
		titles.add(id, t.english(c.key).title)
		facts.add(id, c.get("component"), c.get("legacy"), c.get("note"))
		bits, _ := versionBits(c.get("versions"))
		vs = append(vs, bits)
		r, _ := parseKey(c.get("replaced"))
		replaced = append(replaced, r.code<<16|r.sub)
	}
	s.array("subPages has, by code, the first of its pages; the next entry is where they end.", "subPages", "", x.subPages)
	s.array("subPageRows has, by page of 32 substatuses, its place in subRows.", "subPageRows", "", x.pageRows)
	s.array("subRows has, by place and substatus, the row counted from 1; 0 for an unknown substatus.", "subRows", "", x.subRows)
	s.array("iisVersions has, by row, the IISVersions.", "iisVersions", "uint16", vs)
	s.array("iisReplaced has, by row, the substatus that replaced it: the code, and the sub in the low 16 bits.", "iisReplaced", "uint32", replaced)
	titles.write(s, "iisTitleText has the titles.", "iisTitleText")
	s.array("iisTitleEnds has, by row, where a title begins; the next entry is where it ends.", "iisTitleEnds", "", titles.ends)
	facts.write(s, "iisFactText has, by row, the Component, Legacy and Note of a substatus.", "iisFactText")
	s.array("iisFactEnds has, three to a row, where a text of iisFactText begins; the next entry is where it ends.", "iisFactEnds", "", facts.ends)
	return s.bytes()
}

// english returns a status's text in the default language, which is English in this repository's table.
func (t *table) english(k key) message { return t.languages[0].text[k] }

// reservedFile makes the generator's own list of what other tables may not redefine.
func reservedFile(t *table) []byte {
	s := newGoFile("tables/codes.tsv and substatuses.tsv", "main", "")
	var codes, subs []int
	for _, c := range t.codes {
		codes = append(codes, c.code)
	}
	for _, c := range t.subs {
		subs = append(subs, c.code<<16|c.sub)
	}
	s.array("registeredCodes has the codes of the IANA registry, ascending.", "registeredCodes", "int", codes)
	s.array("iisSubstatuses has the documented IIS substatuses, ascending: the code, and the sub in the low 16 bits.", "iisSubstatuses", "int", subs)
	return s.bytes()
}
