package messages

import (
	"fmt"
	"maps"
	"slices"
	"testing"

	"github.com/httpstatus-go/httpstatus"
	"github.com/stretchr/testify/assert"
	"golang.org/x/text/language"
)

// rows makes a dictionary of codes, whose titles say whose they are.
func rows(id, title string, parent *Dictionary, codes ...httpstatus.Code) *Dictionary {
	d := &Dictionary{Data: Data{
		Tag:   func() *language.Tag { t := language.Raw.Make(id); return &t },
		Index: &Index{First: codes[0], Codes: make([]uint16, codes[len(codes)-1]-codes[0]+1)},
		Ends:  []uint32{0, 0, 0},
	}}
	if parent != nil {
		d.Data.Parent = func() *Dictionary { return parent }
	}
	for i, c := range codes {
		d.Data.Index.Codes[c-codes[0]] = uint16(i + 1)
		at := uint32(len(d.Data.Text))
		d.Data.Ends = append(d.Data.Ends, at, at+uint32(len(title)), at+uint32(len(title)))
		d.Data.Text += title
	}
	d.Data.Ends = append(d.Data.Ends, uint32(len(d.Data.Text)))
	d.Data.Index.SubPages = make([]uint16, len(d.Data.Index.Codes)+1)
	return d
}

// substatuses makes a dictionary of substatuses below 1024, whose titles say whose they are.
func substatuses(id, title string, all ...httpstatus.Substatus) *Dictionary {
	const first, pages = 100, 1024 / subPageSize
	x := &Index{First: first, Codes: make([]uint16, 900), SubPages: make([]uint16, 901), PageRows: make([]uint16, 1), SubRows: make([]uint16, subPageSize)}
	d := rows(id, title, nil, first)
	d.Data.Index = x
	for c := range x.Codes {
		at := len(x.PageRows)
		for _, s := range all {
			if int(s.Code) != first+c {
				continue
			}
			if len(x.PageRows) == at {
				x.PageRows = append(x.PageRows, make([]uint16, pages)...)
			}
			place := len(x.SubRows) / subPageSize
			x.PageRows[at+s.Sub/subPageSize] = uint16(place)
			x.SubRows = append(x.SubRows, make([]uint16, subPageSize)...)
			x.SubRows[place*subPageSize+s.Sub%subPageSize] = 1
		}
		x.SubPages[c], x.SubPages[c+1] = uint16(at), uint16(len(x.PageRows))
	}
	return d
}

// TestMergedSubstatuses has those of several dictionaries, which come in one order, each once, from the first code to the last.
func TestMergedSubstatuses(t *testing.T) {
	sub := func(code httpstatus.Code, sub int) httpstatus.Substatus { return code.Sub(sub) }
	one := substatuses("en", "one", sub(100, 0), sub(403, 5), sub(403, 1001))
	two := substatuses("en", "two", sub(403, 1), sub(403, 200), sub(403, 1001), sub(999, 1023))
	want := []httpstatus.Substatus{sub(100, 0), sub(403, 1), sub(403, 5), sub(403, 200), sub(403, 1001), sub(999, 1023)}
	both := NewMatcher(one, two, one).Match("en")
	assert.Equal(t, want, keys(both.Substatuses()))
	assert.Equal(t, "two", both.Substatus(sub(403, 1)).Title)
	assert.Equal(t, "one", both.Substatus(sub(403, 1001)).Title, "of the first that has it")
	assert.Equal(t, "two", NewMatcher(two, one).Match("en").Substatus(sub(403, 1001)).Title)
	assert.Equal(t, want[:1], keys(substatuses("en", "one", want[0]).Substatuses()))
}

// TestMergedLanguages has dictionaries of one language, in whatever form their authors wrote it.
func TestMergedLanguages(t *testing.T) {
	vendor := rows("en", "vendor", English, 499, 520)
	brand := rows("en-US", "brand", English, 404, 420, 499)
	m := NewMatcher(English, vendor, SimplifiedChinese, rows("zh-CN", "厂商", SimplifiedChinese, 499), brand, vendor)
	for c, want := range map[httpstatus.Code]string{
		404: English.Code(404).Title, // of the first that has it
		420: "brand",
		498: English.Code(498).Title, // of the class: no one has it
		499: "vendor",
		520: "vendor",
	} {
		for _, header := range []string{"en", "en-GB", "", "fr"} {
			assert.Equal(t, want, m.Match(header).Code(c).Title, "%d for %q", c, header)
		}
	}
	assert.Equal(t, "厂商", m.Match("zh").Code(499).Title)
	assert.Equal(t, SimplifiedChinese.Code(404), m.Match("zh").Code(404))
	assert.Equal(t, language.MustParse("en-US"), m.Match("en").Code(420).Language, "of the row")
	assert.Equal(t, language.English, m.Match("en-US").Tag(), "of the first")
	assert.Equal(t, English.Substatus(httpstatus.IISNotFound), m.Match("en").Substatus(httpstatus.IISNotFound))
	assert.Equal(t, English.Substatus(httpstatus.IISNotFound), NewMatcher(brand, English).Match("en").Substatus(httpstatus.IISNotFound))
	assert.Equal(t, "brand", NewMatcher(brand, English).Match("en").Code(404).Title)
	assert.Equal(t, "brand", NewMatcher(brand, vendor).Match("en").Code(499).Title)
	assert.Equal(t, English.Code(404), NewMatcher(vendor, rows("en", "x", nil, 402)).Match("en").Code(404), "of what stands behind one of them")

	got := slices.Collect(maps.Keys(maps.Collect(m.Match("en").Codes())))
	slices.Sort(got)
	want := append(keys(English.Codes()), 420, 499, 520)
	slices.Sort(want)
	assert.Equal(t, want, got)
	assert.True(t, slices.IsSorted(keys(m.Match("en").Codes())))
	assert.Equal(t, maps.Collect(English.Substatuses()), maps.Collect(m.Match("en").Substatuses()))
	for range m.Match("en").Codes() {
		break
	}
	for range m.Match("en").Substatuses() {
		break
	}
	set := setter{}
	assert.NoError(t, m.Match("en").AddTo(set))
	assert.Equal(t, "vendor", set["en 499"])
	assert.Equal(t, English.Code(404).Title, set["en 404"])
}

func keys[K, V any](seq func(func(K, V) bool)) (out []K) {
	for k := range seq {
		out = append(out, k)
	}
	return out
}

// A setter is a catalogue.
type setter map[string]string

func (s setter) SetString(tag language.Tag, key, text string) error {
	s[fmt.Sprint(tag, " ", key)] = text
	return nil
}

// TestNotMerged has dictionaries that the Matcher gives as they are.
func TestNotMerged(t *testing.T) {
	british := rows("en-GB", "British", English, 404)
	m := NewMatcher(English, british, SimplifiedChinese, SimplifiedChinese)
	assert.Same(t, English, m.Match("en-US"))
	assert.Same(t, british, m.Match("en-AU"))
	assert.Same(t, SimplifiedChinese, m.Match("zh"))
}

// TestMergedTable has a table with two dictionaries of one language, whose rows have their text and notes in it all the same.
func TestMergedTable(t *testing.T) {
	dutch := payments()
	dutch.Data.Dictionaries = append(dutch.Data.Dictionaries, rows("nl-NL", "Anders", nil, 404))
	dutch.Data.Notes = append(dutch.Data.Notes, Texts{})
	d := dutch.Matcher().Match("nl")
	assert.NotSame(t, dutch.Data.Dictionaries[1], d, "it is merged of two")
	for r := range dutch.Rows() {
		assert.Equal(t, "Te weinig", r.Message(d).Title)
		assert.Equal(t, "Een nota.", r.Note(d))
		break
	}
}

func TestLookup(t *testing.T) {
	for tag, want := range map[string]*Dictionary{
		"en": English, "en-GB": English, "EN_gb": English, "zh": SimplifiedChinese, "zh-MY": SimplifiedChinese, "zh-HK": TraditionalChinese,
		"yue": TraditionalChinese, "zh-yue-CN": SimplifiedChinese, "zh-Hans-TW-u-co-pinyin": SimplifiedChinese, "en-XX": English,
		"": nil, "*": nil, "und": nil, "und-TW": nil, "fr": nil, "gsw": nil, "xx": nil, "x-zh": nil, "zh,en": nil, "zh;q=1": nil, "zh-Latn": nil, " zh": nil,
	} {
		got, ok := Lookup(tag)
		assert.Equal(t, want != nil, ok, tag)
		assert.Same(t, want, got, tag)
	}
}

// TestAddTags has the tags under which printers look for the text.
func TestAddTags(t *testing.T) {
	for id, want := range map[string][]string{
		"en": {"en"}, "en-US": {"en-US", "en"}, "en-GB": {"en-GB"}, "zh-Hans": {"zh-Hans", "zh"}, "zh-CN": {"zh-CN", "zh"}, "zh": {"zh"},
		"zh-TW": {"zh-TW", "zh-Hant"}, "zh-Hant": {"zh-Hant"}, "zh-HK": {"zh-HK"}, "zh-MY": {"zh-MY"}, "sr-Latn": {"sr-Latn"}, "pt-BR": {"pt-BR", "pt"},
		"de-x-formal": {"de-x-formal"},
	} {
		var got []string
		for _, t := range synonyms(language.Raw.Make(id)) {
			got = append(got, t.String())
		}
		assert.Equal(t, want, got, id)
	}
}
