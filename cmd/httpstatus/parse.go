package main

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/httpstatus-go/httpstatus"
	"golang.org/x/text/width"
)

// parse returns the statuses that s writes as a number: one, or for a number that only vendors and the tables of -table use,
// one for each of them. The name of a table can stand before it: "nginx/499".
func (lib *library) parse(s string) ([]status, error) {
	if i := strings.LastIndexByte(s, '/'); i >= 0 && !isHTTPVersion(s) {
		return lib.parseIn(s[:i], s[i+1:])
	}
	number, isCode, ok := parseNumber(s)
	if !ok {
		return nil, badNumber(s)
	}
	return lib.find(number, isCode), nil
}

// find returns the statuses of a number. One that is in no table is one of the built-in table, not known.
func (lib *library) find(number httpstatus.Substatus, isCode bool) []status {
	found := lib.numbered(number, isCode)
	switch {
	case len(found) == 0 && isCode:
		return []status{{lib.sources[0], number, true, false}}
	case len(found) == 0:
		return []status{{lib.sources[1], number, false, false}}
	case found[0].source.kind <= iisKind:
		return found[:1]
	}
	return found
}

// parseIn returns the status that the name of a table and a number, or a name, write.
func (lib *library) parseIn(table, s string) ([]status, error) {
	in := lib.source(table)
	if in == nil {
		p := say(sayUnknownTable, quote(table))
		if meant := near(strings.ToLower(table), lib.ids()); len(meant) > 0 {
			return nil, say(sayMeant, p, options(meant))
		}
		return nil, say(sayWant, p, options(lib.ids()))
	}
	number, isCode, ok := parseNumber(s)
	if ok && in.kind == registry && !isCode {
		return nil, say(sayMeant, say(sayInvalid, quote(table+"/"+s)), options{number.String()})
	}
	if !ok {
		others := func(n named) bool { return n.status.source != in }
		if found := bestNamed(slices.DeleteFunc(slices.Clone(lib.names[plainName(s)]), others)); len(found) > 0 {
			return found, nil
		}
		return nil, badNumber(s)
	}
	if in.kind == iisKind {
		isCode = false
	}
	return []status{{in, number, isCode, in.has(number, isCode)}}, nil
}

// parseNumber reads a code, or a code and a substatus in any of the ways that IIS writes them.
func parseNumber(s string) (number httpstatus.Substatus, isCode, ok bool) {
	number, err := httpstatus.ParseSubstatus(s)
	if err != nil {
		return number, false, false
	}
	// A code alone, also after "HTTP ".
	i := len(s) - 3
	return number, number.Sub == 0 && s[i:] == strconv.Itoa(int(number.Code)) && (i == 0 || s[i-1] == ' '), true
}

// badNumber says what is wrong with what should be a number.
func badNumber(s string) phrase {
	if len(s) > 3 && isDigit(s[0]) && strings.IndexByte(".-;", s[3]) >= 0 {
		return say(sayBadSubstatus, quote(s))
	}
	return say(sayBadNumber, quote(s))
}

func isDigit(b byte) bool { return '0' <= b && b <= '9' }

func isDigits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

// isHTTPVersion reports whether a word is "HTTP/1.1".
func isHTTPVersion(s string) bool {
	rest, ok := cutFold(s, "http/")
	return ok && rest != "" && strings.Trim(rest, "0123456789.") == ""
}

func cutFold(s, prefix string) (rest string, ok bool) {
	if len(s) < len(prefix) || !strings.EqualFold(s[:len(prefix)], prefix) {
		return s, false
	}
	return s[len(prefix):], true
}

// A named status has a name; those of a lower rank are meant first.
type named struct {
	status status
	rank   int
	as     string // the name as it is written
}

// What a name is, the best first.
const (
	byGoName = iota
	byAlias
	byTitle
)

// nameAll returns the statuses by all their names, as plainName has them: the names in Go, the IDs and the titles.
func (lib *library) nameAll() map[string][]named {
	names := make(map[string][]named)
	add := func(s status, rank int, name string) {
		if key := plainName(name); key != "" && !slices.ContainsFunc(names[key], func(n named) bool { return n.status == s }) {
			names[key] = append(names[key], named{s, rank, name})
		}
	}
	for _, s := range lib.all {
		row := s.row()
		add(s, byGoName, row.Name)
		add(s, byGoName, row.ID)
		for _, alias := range s.source.facts.AliasesOf(row.Key) {
			add(s, byAlias, alias)
		}
		for d := range s.source.text.Dictionaries() {
			add(s, byTitle, s.source.message(s, d).Title)
		}
	}
	return names
}

// byName returns the statuses of a name: "NotFound", "not found", "http.StatusNotFound", "insufficient_balance",
// "/problems/insufficient-balance". Those of a better sort of name, and of the built-in table, are meant alone.
func (lib *library) byName(s string) []status {
	if i := strings.LastIndexAny(s, "/#"); i >= 0 {
		s = s[i+1:] // a problem type
	}
	for _, prefix := range []string{"", "http.Status", "httpstatus.", "Status", "HTTP_", "SC_"} {
		rest, ok := cutFold(s, prefix)
		if !ok {
			continue
		}
		if found := bestNamed(lib.names[plainName(rest)]); len(found) > 0 {
			return found
		}
		// "Status404NotFound", "HTTP_404_NOT_FOUND"
		if code, err := httpstatus.ParseCode(rest[:min(len(rest), 3)]); err == nil {
			for _, found := range bestNamed(lib.names[plainName(rest[3:])]) {
				if found.number.Code == code {
					return []status{found}
				}
			}
		}
	}
	if pkg, name, ok := strings.Cut(s, "."); ok { // "nginx.ClientClosedRequest", "HttpStatusCode.NotFound"
		if strings.Contains(strings.ToLower(pkg), "status") {
			return lib.byName(name)
		}
		others := func(n named) bool { return n.status.source.pkg != pkg }
		return bestNamed(slices.DeleteFunc(slices.Clone(lib.names[plainName(name)]), others))
	}
	return nil
}

func bestNamed(all []named) (found []status) {
	best := byTitle
	for _, n := range all {
		best = min(best, n.rank)
	}
	for _, n := range all {
		if n.rank == best && (len(found) == 0 || n.status.source.kind > iisKind && found[0].source.kind > iisKind) {
			found = append(found, n.status)
		}
	}
	return found
}

// plainName returns the letters and digits of a name, in lower case.
func plainName(s string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, s)
}

// understand returns the statuses that the arguments write, as a person types or pastes them: numbers, names, also of several
// words, and what a log, a browser or curl has shown.
func (lib *library) understand(args []string, verbs []string) ([]status, error) {
	var words []string
	for _, arg := range args {
		arg = width.Narrow.String(arg) // also ４０４
		if _, err := lib.parse(arg); err == nil {
			words = append(words, arg) // "HTTP Error 403.14" among others
			continue
		}
		for word := range strings.FieldsSeq(arg) {
			if all := lib.allNumbers(strings.NewReplacer(",", " ", ";", " ").Replace(word)); len(all) > 1 {
				words = append(words, strings.FieldsFunc(word, func(r rune) bool { return r == ',' || r == ';' })...)
				continue
			}
			if bare := strings.Trim(word, `[](){}<>"'.,;`); bare != "" && isDigits(bare) && bare != strings.Trim(word, ".,") {
				word = bare // "[404]"
			}
			words = append(words, word)
		}
	}
	if len(words) == 0 {
		return nil, say(sayBadNumber, quote(strings.Join(args, " ")))
	}
	if first, rest, _ := strings.Cut(words[0], "="); isNoise(first) && (len(words) > 1 || rest != "") {
		var found []status
		lib.scanLine(strings.Join(words, " "), nil, func(all []status) { found = append(found, all...) })
		if len(found) > 0 {
			return found, nil
		}
	}
	if number, ok := logColumns(words); ok {
		return lib.find(number, false), nil
	}
	if filter, err := lib.parseFilter(words); err == nil && (len(filter.classes) > 0 || len(filter.sources) > 0) {
		list := strings.ToLower(strings.Join(words, " "))
		return nil, say(sayIsList, quote(list), list)
	}
	var found, stated []status
	var last httpstatus.Code // of the number before
	for i := 0; i < len(words); {
		all, n := lib.longest(words[i:])
		if n == 0 {
			// "The requested URL returned error: 404"
			lib.scanLine(strings.Join(args, " "), nil, func(all []status) { stated = append(stated, all...) })
			if len(stated) > 0 {
				return stated, nil
			}
			return nil, lib.unknown(args, words, i, verbs)
		}
		_, err := lib.parse(words[i])
		number := err == nil
		// "404 Not Found", "403.14 Forbidden": the name of the number before it.
		if number || last == 0 || all[0].number.Code != last {
			found = append(found, all...)
		}
		last = 0
		if i += n; number {
			last = all[0].number.Code
			if i < len(words)-1 && isDash(words[i]) {
				return found, nil // "403.14 - Forbidden": what follows says it in words
			}
		}
	}
	return found, nil
}

// longest returns the statuses that the first words write, and how many words those are: as many as make a name.
func (lib *library) longest(words []string) (found []status, n int) {
	const most = 12
	for n := min(len(words), most); n > 0; n-- {
		if n == 1 {
			if found, err := lib.parse(words[0]); err == nil {
				return found, 1
			}
		}
		if found := lib.byName(strings.Join(words[:n], " ")); len(found) > 0 {
			return found, n
		}
	}
	return nil, 0
}

// isNoise reports whether a word is one that stands before a status which was pasted.
func isNoise(s string) bool {
	s = strings.ToLower(strings.Trim(s, `:"'({[<>|`))
	return s == "http" || strings.HasPrefix(s, "http/") || has([]string{"error", "status", "code", "statuscode", "status_code"}, s)
}

func isDash(s string) bool { return s == "-" || s == "–" || s == "—" }

// logColumns reads what a log of IIS has in three columns, or the first two of them: sc-status, sc-substatus and
// sc-win32-status, as "404 13 0".
func logColumns(words []string) (number httpstatus.Substatus, ok bool) {
	if len(words) < 2 || len(words) > 3 {
		return number, false
	}
	columns := false
	for i, w := range words {
		if !isDigits(w) || len(w) > 10 || i == 0 && len(w) != 3 {
			return number, false
		}
		columns = columns || len(w) != 3 || w[0] == '0'
	}
	number, err := httpstatus.ParseSubstatus(words[0] + "." + words[1])
	return number, columns && err == nil
}

// unknown says that word i is no status, and what may have been meant.
func (lib *library) unknown(args, words []string, i int, verbs []string) error {
	word := words[i]
	if table, _, ok := strings.Cut(word, "/"); ok && table != "" && !strings.Contains(word, "://") {
		_, err := lib.parse(word)
		return err
	}
	if r := rune(word[0]); r < 0x80 && unicode.IsDigit(r) {
		if meant := lib.nearNumbers(word); len(meant) > 0 {
			return say(sayMeant, say(sayInvalid, quote(word)), options(meant))
		}
		return badNumber(word)
	}
	all := word
	if i == 0 || !isDigit(words[0][0]) {
		all = strings.Join(words, " ")
	}
	p := say(sayUnknownName, quote(all))
	var meant options
	for _, verb := range near(strings.ToLower(words[0]), verbs) {
		meant = append(meant, "'"+strings.Join(append([]string{"httpstatus", verb}, args[1:]...), " ")+"'")
	}
	for _, table := range near(strings.ToLower(words[0]), lib.ids()) {
		meant = append(meant, "'"+strings.Join(append([]string{"httpstatus list", table}, args[1:]...), " ")+"'")
	}
	if len(meant) == 0 || len(words) == 1 {
		meant = append(meant, lib.nearNames(all)...)
	}
	if len(meant) > 0 {
		return say(sayMeant, p, meant[:min(len(meant), 3)])
	}
	if found := lib.search(queryWords(words[i:]), english.reader()); len(found) > 0 {
		query := strings.Join(words[i:], " ")
		return say(sayFinds, p, shellWords(query), len(found), found[0].status.qualified())
	}
	return say(sayWants, p, options(verbs))
}

// shellWords returns words as they can be typed; what a shell or a terminal could take for something else is left out.
func shellWords(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("-_.,:/+", r)
	}), " ")
}

// nearNumbers returns the numbers that a word which is none is near to, if they are few.
func (lib *library) nearNumbers(word string) []string {
	fixed := strings.NewReplacer("o", "0", "O", "0", "l", "1", "I", "1", ",", ".", ":", ".", "_", ".").Replace(word)
	if found, err := lib.parse(fixed); err == nil && found[0].known {
		return []string{found[0].qualified()}
	}
	var meant []string
	for _, s := range lib.all {
		if !has(meant, s.String()) && distance(word, s.String()) == 1 {
			meant = append(meant, s.String())
		}
	}
	if len(meant) > 3 { // only those that stand in it
		meant = slices.DeleteFunc(meant, func(m string) bool { return !strings.HasPrefix(word, m) })
	}
	return meant[:min(len(meant), 3)]
}

// nearNames returns the statuses whose names are near to what is none, with the names.
func (lib *library) nearNames(word string) []string {
	var keys []string
	for key := range lib.names {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	var meant []string
	for _, key := range near(plainName(word), keys) {
		found := bestNamed(lib.names[key])
		as := lib.names[key][0].as
		for _, n := range lib.names[key] {
			if n.status == found[0] {
				as = n.as
			}
		}
		if text := found[0].qualified() + " " + as; !slices.ContainsFunc(meant, func(m string) bool {
			number, _, _ := strings.Cut(m, " ")
			return number == found[0].qualified()
		}) {
			meant = append(meant, text)
		}
	}
	return meant
}

// near returns those of the words that are as near to a word as any, and near enough for a slip of the hand.
func near(word string, words []string) []string {
	type candidate struct {
		word string
		d    int
	}
	most := min(1+len([]rune(word))/5, 3)
	var found []candidate
	for _, w := range words {
		if d := distance(word, w); d <= most && d < len([]rune(w)) && len([]rune(word)) > 1 {
			found = append(found, candidate{w, d})
		}
	}
	slices.SortStableFunc(found, func(a, b candidate) int { return cmp.Compare(a.d, b.d) })
	var out []string
	for _, c := range found {
		if c.d == found[0].d {
			out = append(out, c.word)
		}
	}
	return out
}

// distance returns how many letters have to be put in, taken away, changed, or changed with the next one, to make one word of
// the other; a great number for words whose lengths differ much.
func distance(a, b string) int {
	s, t := []rune(a), []rune(b)
	if len(s)-len(t) > 3 || len(t)-len(s) > 3 {
		return 99
	}
	var before []int
	last, row := make([]int, len(t)+1), make([]int, len(t)+1)
	for j := range last {
		last[j] = j
	}
	for i := range s {
		row[0] = i + 1
		for j := range t {
			change := last[j]
			if s[i] != t[j] {
				change++
			}
			row[j+1] = min(last[j+1]+1, row[j]+1, change)
			if i > 0 && j > 0 && s[i] == t[j-1] && s[i-1] == t[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
		before, last, row = last, row, make([]int, len(t)+1)
	}
	return last[len(t)]
}
