package messages

import (
	"fmt"
	"math/big"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/language"
)

// This file has the rule of matching a second time, slowly, from its words and CLDR's data for the languages that are tried
// here. It knows nothing of x/text and of the code that is tested.

// What CLDR (version 45) has likely for a language, or a language and region: script and region.
var likely = map[string]string{
	"en": "Latn US", "fr": "Latn FR", "es": "Latn ES", "pt": "Latn BR", "de": "Latn DE", "gsw": "Latn CH", "br": "Latn FR", "gl": "Latn ES",
	"no": "Latn NO", "nn": "Latn NO", "da": "Latn DK", "ms": "Latn MY", "he": "Hebr IL", "ro": "Latn RO", "fil": "Latn PH", "id": "Latn ID",
	"ja": "Jpan JP", "ko": "Kore KR", "ru": "Cyrl RU", "sr": "Cyrl RS", "sr ME": "Latn", "zh": "Hans CN", "vi": "Latn VN", "ta": "Taml IN",
	"zh TW": "Hant", "zh HK": "Hant", "zh MO": "Hant", "zh US": "Hant", "zh AU": "Hant", "zh TH": "Hant", "zh Hant": "TW",
	"yue": "Hant HK", "yue CN": "Hans", "nan": "Hant TW", "nan CN": "Hans", "yue Hans": "CN", "nan Hans": "CN",
}

// Names that say the same as others.
var renamed = map[string]string{
	"cmn": "zh", "nb": "no", "sh": "sr-Latn", "iw": "he", "mo": "ro-MD", "tl": "fil", "in": "id",
	"zh-yue": "yue", "zh-min-nan": "nan", "zh-hakka": "hak", "zh-cmn": "zh", "i-hak": "hak",
}

// Regions whose parent is not the bare language.
var regionParents = map[string]string{
	"en AU": "001", "en GB": "001", "en HK": "001", "en NZ": "001", "en SG": "001", "en IN": "001", "en IE": "001", "en ZA": "001", "en CA": "001", "en MY": "001",
	"es MX": "419", "es AR": "419", "es US": "419", "es CO": "419", "es PR": "419",
	"pt AO": "PT", "pt MZ": "PT", "pt CH": "PT", "pt MO": "PT",
	"zh MO": "HK",
}

// Whom else a language's readers understand, in CLDR's languageMatching.
var understood = map[string][]string{"da": {"no"}, "br": {"fr"}, "gl": {"es"}, "gsw": {"de"}, "ms": {"id"}, "ta": {"en"}, "zh Hant": {"zh Hans"}, "zh Hans": {"zh Hant"}, "sr Latn": {"sr Cyrl"}, "sr Cyrl": {"sr Latn"}}

// An oracleTag is a language, what is said of it, and what is likely.
type oracleTag struct {
	said       [3]string
	lang       string
	script     string
	ancestors  []string // by script and region, itself first
	known      bool
	star       bool
	understand []string
}

func oracleParse(id string) (t oracleTag) {
	if id == "*" {
		return oracleTag{star: true, known: true}
	}
	id = strings.ReplaceAll(id, "_", "-")
	lower := strings.ToLower(id)
	for from, to := range renamed {
		if strings.HasPrefix(lower+"-", from+"-") && !(from == "zh-min" && lower != from) {
			rest := id[len(from):]
			if lang, script, ok := strings.Cut(to, "-"); ok && len(rest) > 0 {
				if len(script) == 4 && len(rest) >= 5 && (len(rest) == 5 || rest[5] == '-') && !strings.ContainsAny(rest[1:5], "0123456789") {
					to = lang // sh-Cyrl says its script itself
				} else if len(script) == 2 {
					to = lang
				}
			}
			id = to + rest
			break
		}
	}
	parts := strings.Split(id, "-")
	lang, script, region := strings.ToLower(parts[0]), "", ""
	for _, p := range parts[1:] {
		switch len(p) {
		case 4:
			script = strings.ToUpper(p[:1]) + strings.ToLower(p[1:])
		case 2, 3:
			region = strings.ToUpper(p)
		case 1:
			goto extensions // -u- and what follows says nothing of the language
		default:
			return oracleTag{}
		}
	}
extensions:
	t.said = [3]string{lang, script, region}
	t.ancestors = append(t.ancestors, ancestors(&t, lang, script, region)...)
	if !t.known {
		return oracleTag{}
	}
	switch lang {
	case "yue", "nan":
		if script == "" && region == "" {
			region = map[string]string{"yue": "HK", "nan": ""}[lang]
		}
		t.ancestors = append(t.ancestors, ancestors(&t, "zh", t.script, region)...)
	case "hak", "wuu":
		t.ancestors = append(t.ancestors, ancestors(&t, "zh", script, region)...)
	case "nn":
		t.ancestors = append(t.ancestors, ancestors(&t, "no", "", "")...)
		t.lang = lang
	}
	t.understand = append(understood[t.lang], understood[t.lang+" "+t.script]...)
	return t
}

// ancestors returns a tag with the likely subtags, and its parents.
func ancestors(t *oracleTag, lang, script, region string) (out []string) {
	bare, ok := likely[lang]
	if !ok && (lang == "hak" || lang == "wuu") {
		bare, ok = "Hans CN", true
	}
	if !ok {
		return nil
	}
	t.known, t.lang = true, lang
	if script == "" {
		script = bare[:4]
		if region != "" {
			if s, ok := likely[lang+" "+region]; ok {
				script = s
			}
		}
	}
	t.script = script
	usual := bare[5:]
	if s, ok := likely[lang+" "+script]; ok {
		usual = s
	}
	if region == "" {
		region = usual
	}
	for region != usual {
		out = append(out, lang+" "+script+" "+region)
		if p, ok := regionParents[lang+" "+region]; ok && (lang != "zh" || script == "Hant") {
			region = p
		} else {
			region = usual
		}
	}
	return append(out, lang+" "+script+" "+usual)
}

// steps counts those to the nearest ancestor of both; -1 is none.
func (t oracleTag) steps(text oracleTag) int {
	for i, a := range t.ancestors {
		if j := slices.Index(text.ancestors, a); j >= 0 {
			return 100*i + j
		}
	}
	if t.bare() && slices.Contains(t.understand, text.lang+" "+text.script) {
		return 10_000 + len(text.ancestors) // any script of a bare language, if need be
	}
	return -1
}

// bare reports whether neither script nor region is said, nor the script by the language itself.
func (t oracleTag) bare() bool {
	return t.said[1] == "" && t.said[2] == "" && t.said[0] != "yue" && t.said[0] != "nan"
}

func (t oracleTag) subtags() (n int) {
	for _, s := range t.said {
		if s != "" {
			n++
		}
	}
	return n
}

// prefixOf reports whether a range has a tag in it.
func (t oracleTag) prefixOf(u oracleTag) bool {
	if t.star {
		return true
	}
	ownScript := func(t oracleTag) string { return strings.Fields(t.ancestors[0])[1] }
	return t.said[0] == u.said[0] &&
		(t.said[1] == "" || t.said[1] == ownScript(u)) &&
		(t.said[2] == "" || t.said[2] == u.said[2] && ownScript(t) == ownScript(u))
}

// An oracleHeader is a header in its order: the first that is wanted first, and what is refused.
type oracleHeader struct{ wanted, never []oracleTag }

func oracleParseHeader(lines []string, parse func(string) oracleTag) (h oracleHeader) {
	type weighted struct {
		tag oracleTag
		q   *big.Rat
	}
	var left []weighted
	for _, e := range strings.Split(strings.Join(lines, ","), ",") {
		id, q, hasWeight := strings.Cut(e, ";")
		id, q = strings.Trim(id, " \t"), strings.Trim(q, " \t")
		w := weighted{parse(id), big.NewRat(1, 1)}
		if hasWeight {
			digits, ok := strings.CutPrefix(strings.ToLower(q), "q=")
			if !ok || strings.Trim(digits, "0123456789.") != "" {
				continue
			}
			if w.q, ok = new(big.Rat).SetString(digits); !ok || w.q.Cmp(big.NewRat(1, 1)) > 0 {
				continue
			}
		}
		switch {
		case !w.tag.known:
		case w.q.Sign() == 0:
			h.never = append(h.never, w.tag)
		default:
			left = append(left, w)
		}
	}
	// The first is taken out again and again.
	for len(left) > 0 {
		best := 0
		for i, w := range left {
			c := w.q.Cmp(left[best].q)
			if c > 0 || c == 0 && left[best].tag.star && !w.tag.star {
				best = i
			}
		}
		h.wanted = append(h.wanted, left[best].tag)
		left = slices.Delete(left, best, best+1)
	}
	return h
}

// oracleMatch returns the index of the text for a header.
func oracleMatch(texts []oracleTag, h oracleHeader) int {
	allowed := func(text oracleTag) bool {
		for _, n := range h.never {
			if !n.prefixOf(text) {
				continue
			}
			excepted := false
			for _, w := range h.wanted {
				if !w.star && w.subtags() > n.subtags() && n.prefixOf(w) && w.steps(text) >= 0 {
					excepted = true
				}
			}
			if !excepted {
				return false
			}
		}
		return true
	}
	for _, w := range h.wanted {
		found, nearest := -1, 0
		for i, text := range texts {
			d := w.steps(text)
			if w.star {
				d = i
			}
			if d >= 0 && allowed(text) && (found < 0 || d < nearest) {
				found, nearest = i, d
			}
		}
		if found >= 0 {
			return found
		}
	}
	for _, w := range h.wanted {
		if slices.ContainsFunc(texts, func(text oracleTag) bool { return w.steps(text) >= 0 }) {
			continue // its own are refused
		}
		i := slices.IndexFunc(texts, func(text oracleTag) bool {
			return slices.Contains(w.understand, text.lang) || slices.Contains(w.understand, text.lang+" "+text.script)
		})
		if i >= 0 && allowed(texts[i]) {
			return i
		}
	}
	for i, text := range texts {
		if allowed(text) {
			return i
		}
	}
	return 0
}

// The languages that people set, some in the forms of several systems.
var setLanguages = strings.Fields(`en en-US en-GB en-AU en-HK en-SG en-NZ en-IN en-CA zh zh-CN zh-TW zh-HK zh-MO zh-SG zh-MY zh-Hans zh-Hant zh-Hans-CN
	zh-Hans-HK zh-Hans-TW zh-Hant-CN zh-Hant-HK zh-Hant-TW zh-Hant-MO zh-Hans-SG zh-Hant-MY zh-Hans-US zh-US yue yue-HK yue-CN yue-Hans yue-Hant-HK nan nan-TW hak
	hak-TW wuu wuu-CN cmn cmn-Hant-TW zh-yue zh-yue-HK zh-min-nan zh-hakka zh_TW ZH-hk zh-Hant-TW-u-nu-hanidec fr fr-FR fr-CA fr-CH fr-BE es es-ES es-MX es-419 es-AR es-US pt
	pt-BR pt-PT pt-AO pt-MZ de de-DE de-CH gsw-CH no nb nb-NO nn nn-NO no-NO da da-DK sr sr-RS sr-Latn sr-Latn-RS sr-Cyrl-RS sr-ME sh sh-Cyrl-BA
	sr-Latn-ME ja ja-JP ko-KR ru-RU ms-MY ms-SG br gl-ES ta-IN vi-VN iw he-IL mo tl-PH in id-ID xx xx-YY und und-TW`)

func bareOf(id string) string { b, _, _ := strings.Cut(id, "-"); return b }

// browserHeader returns the lines of a header as a browser or an app sends them for the languages that a person has set.
func browserHeader(r *rand.Rand, set []string) []string {
	weigh := func(ids []string, weight func(i int) string, between string) []string {
		var b strings.Builder
		for i, id := range ids {
			if i > 0 {
				b.WriteString(between)
			}
			b.WriteString(id)
			if q := weight(i); q != "" {
				b.WriteString(";q=" + q)
			}
		}
		return []string{b.String()}
	}
	tenths := func(i int) string {
		if i == 0 {
			return ""
		}
		return fmt.Sprintf("0.%d", max(1, 10-i))
	}
	switch r.IntN(7) {
	case 0, 1: // Chrome: the bare language after the last of its kind
		var ids []string
		for i, id := range set {
			if !slices.Contains(ids, id) {
				ids = append(ids, id)
			}
			bare := bareOf(id)
			last := !slices.ContainsFunc(set[i+1:], func(next string) bool { return bareOf(next) == bare })
			if last && !slices.Contains(ids, bare) && !slices.Contains(set, bare) {
				ids = append(ids, bare)
			}
		}
		return weigh(ids, tenths, ",")
	case 2: // Firefox: weights in equal steps
		n := len(set)
		return weigh(set, func(i int) string {
			if i == 0 {
				return ""
			}
			if n < 10 {
				return fmt.Sprintf("0.%d", max(1, (10*(n-i)+n/2)/n))
			}
			return fmt.Sprintf("0.%02d", 100*(n-i)/n)
		}, ",")
	case 3: // Safari: one or two
		return weigh(set[:min(len(set), 2)], tenths, ",")
	case 4: // Alamofire
		return weigh(set[:min(len(set), 6)], func(i int) string { return fmt.Sprintf("%.1f", 1-0.1*float64(i)) }, ", ")
	}
	// A client that is like none of them: any weights, refusals, anything, faults, several lines.
	odd := []string{"", "", "", "1", "1.0", "1.", "0", "0.0", "0.", ".0", "0.000", "0.5", ".5", "0.50", "0.500001", "0.9", "0.8", "0.123456789", "0.123456788", "00.7",
		"2", "1.1", "x", "-1", "", "0.5;q=1"}
	for i := range set {
		if r.IntN(12) == 0 {
			set[i] = []string{"*", "", "zh-", "z h", "服", "a", "zh-TW-"}[r.IntN(7)]
		}
	}
	lines := weigh(set, func(int) string { return odd[r.IntN(len(odd))] }, []string{",", ", ", " ,\t"}[r.IntN(3)])
	if r.IntN(3) == 0 {
		lines = strings.Split(lines[0], ",")
	}
	return lines
}

// oracleSets are the languages of tables, the default first.
var oracleSets = []string{
	"en zh-Hans zh-Hant", "en zh-CN zh-TW", "en zh zh-TW", "zh-TW zh-CN en", "en zh-Hans", "en zh-TW", "en zh-Hant-HK zh-TW zh-CN",
	"en no", "en nn nb", "en nn", "en sr sr-Latn", "en sr", "fr en-US en-GB", "en pt-PT pt-BR", "en pt pt-PT", "en es es-419", "fr-CA fr en", "ja de en-GB",
	"en he ro fil id",
}

func emptyDictionary(id string) *Dictionary {
	return &Dictionary{Data: Data{
		Tag:   func() *language.Tag { t := language.Raw.Make(id); return &t },
		Index: &Index{}, Ends: []uint32{0, 0, 0, 0},
	}}
}

// TestOracle asks for the language of headers as browsers and apps make them, and of some that none makes.
func TestOracle(t *testing.T) {
	headers := 100_000
	if testing.Short() {
		headers = 5_000
	}
	tags := map[string]oracleTag{} // there are few
	parse := func(id string) oracleTag {
		if _, ok := tags[id]; !ok {
			tags[id] = oracleParse(id)
		}
		return tags[id]
	}
	var texts [][]oracleTag
	var matchers []*Matcher
	for _, set := range oracleSets {
		var t []oracleTag
		var d []*Dictionary
		for id := range strings.FieldsSeq(set) {
			t, d = append(t, parse(id)), append(d, emptyDictionary(id))
		}
		if set == "en zh-Hans zh-Hant" {
			d = []*Dictionary{English, SimplifiedChinese, TraditionalChinese}
		}
		texts, matchers = append(texts, t), append(matchers, NewMatcher(d...))
	}
	r := rand.New(rand.NewPCG(5, 6))
	bad := 0
	for range headers {
		var set []string
		for range 1 + r.IntN(6) {
			// People set languages that are near to each other.
			id := setLanguages[r.IntN(len(setLanguages))]
			if r.IntN(2) == 0 {
				id = setLanguages[r.IntN(50)]
			}
			set = append(set, id)
		}
		lines := browserHeader(r, set)
		h := oracleParseHeader(lines, parse)
		for i, m := range matchers {
			want := m.dictionaries[oracleMatch(texts[i], h)]
			if got := m.Match(lines...); got != want {
				t.Errorf("of %s for %q: got %v, want %v", oracleSets[i], lines, got, want)
				if bad++; bad > 20 {
					t.FailNow()
				}
			}
		}
	}
}
