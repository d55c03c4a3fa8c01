package main

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
)

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
