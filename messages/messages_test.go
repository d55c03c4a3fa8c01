package messages_test

import (
	"bufio"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/messages"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/language"
	"golang.org/x/text/message"
	"golang.org/x/text/message/catalog"
)

var dictionaries = []*messages.Dictionary{messages.English, messages.SimplifiedChinese, messages.TraditionalChinese}

// table reads a text file of tables in the slowest way.
func table(t *testing.T, tag language.Tag) map[string]messages.Message {
	t.Helper()
	f, err := os.Open("../tables/text." + tag.String() + ".tsv")
	require.NoError(t, err)
	defer f.Close()
	rows := map[string]messages.Message{}
	for lines := bufio.NewScanner(f); lines.Scan(); {
		if fields := strings.Split(lines.Text(), "\t"); len(fields) >= 4 && fields[0] != "status" && !strings.HasPrefix(fields[0], "#") {
			rows[fields[0]] = messages.Message{Title: fields[1], Detail: fields[2], Remedy: fields[3], Language: tag}
		}
	}
	return rows
}

// TestWalk compares every value in and around the domain with what the tables say.
func TestWalk(t *testing.T) {
	for _, d := range dictionaries {
		rows := table(t, d.Tag())
		require.Len(t, rows, 5+64+160)
		codes, subs := map[httpstatus.Code]messages.Message{}, map[httpstatus.Substatus]messages.Message{}
		for c := httpstatus.Code(-1); c <= 1100; c++ {
			want, ok := rows[strconv.Itoa(int(c))]
			switch {
			case ok:
				codes[c] = want
			case 100 <= c && c <= 599:
				want = rows[strconv.Itoa(int(c)/100)+"xx"]
			default:
				want = rows["5xx"]
			}
			if got := d.Code(c); got != want {
				t.Errorf("%v: Code(%d) = %+v, want %+v", d.Tag(), c, got, want)
			}
			ofCode := want
			for n := -1; n <= 1100; n++ {
				s := c.Sub(n)
				want, ok := rows[s.String()]
				if ok {
					subs[s] = want
				}
				if got, gotOK := d.Lookup(s); got != want || gotOK != ok {
					t.Errorf("%v: Lookup(%v) = %+v, %v, want %+v", d.Tag(), s, got, gotOK, want)
				}
				if !ok {
					want = ofCode
				}
				if got := d.Substatus(s); got != want {
					t.Errorf("%v: Substatus(%v) = %+v, want %+v", d.Tag(), s, got, want)
				}
			}
		}
		assert.Equal(t, codes, maps.Collect(d.Codes()))
		assert.Equal(t, subs, maps.Collect(d.Substatuses()))
		assert.Equal(t, slices.Collect(httpstatus.Codes()), keys(d.Codes()), "ascending")
		assert.Equal(t, slices.Collect(httpstatus.Substatuses()), keys(d.Substatuses()), "ascending")
		for range d.Codes() {
			break
		}
		for range d.Substatuses() {
			break
		}
	}
}

func keys[K, V any](seq func(func(K, V) bool)) (out []K) {
	for k := range seq {
		out = append(out, k)
	}
	return out
}

func TestTag(t *testing.T) {
	assert.Equal(t, language.English, messages.English.Tag())
	assert.Equal(t, language.SimplifiedChinese, messages.SimplifiedChinese.Tag())
	assert.Equal(t, language.TraditionalChinese, messages.TraditionalChinese.Tag())
}

// TestString asks a dictionary for its language first thing.
func TestString(t *testing.T) {
	d := &messages.Dictionary{Data: messages.Data{Tag: func() *language.Tag { t := language.MustParse("pt-BR"); return &t }}}
	assert.Equal(t, "pt-BR", d.String())
	assert.Equal(t, "pt-BR", d.String())
	assert.Equal(t, language.BrazilianPortuguese, d.Tag())
}

// TestParents has a dictionary of a user's table: a few rows, and another dictionary behind it.
func TestParents(t *testing.T) {
	text := "你好" + "D" + ""
	d := &messages.Dictionary{Data: messages.Data{
		Tag:    func() *language.Tag { t := language.MustParse("zh-Hans-SG"); return &t },
		Parent: func() *messages.Dictionary { return messages.SimplifiedChinese },
		Index: &messages.Index{
			First: 403, Codes: []uint16{0}, SubPages: []uint16{0, 1}, PageRows: []uint16{1},
			SubRows: append(make([]uint16, 32), append([]uint16{1}, make([]uint16, 31)...)...),
		},
		Text: text, Ends: []uint32{0, 0, 0, 0, 6, 7, 7},
	}}
	own := messages.Message{Title: "你好", Detail: "D", Language: language.MustParse("zh-Hans-SG")}
	assert.Equal(t, own, d.Substatus(httpstatus.Forbidden.Sub(0)))
	assert.Equal(t, messages.SimplifiedChinese.Code(403), d.Substatus(httpstatus.Forbidden.Sub(99)))
	assert.Equal(t, messages.SimplifiedChinese.Substatus(httpstatus.IISDirectoryListingDenied), d.Substatus(httpstatus.IISDirectoryListingDenied))
	assert.Equal(t, messages.SimplifiedChinese.Code(404), d.Code(404))
	assert.Equal(t, messages.SimplifiedChinese.Code(498), d.Code(498), "the class")
	m, ok := d.Lookup(httpstatus.IISNotFound)
	assert.True(t, ok, "a dictionary behind it has it")
	assert.Equal(t, messages.SimplifiedChinese.Substatus(httpstatus.IISNotFound), m)
	assert.Equal(t, []httpstatus.Substatus{{Code: 403}}, keys(d.Substatuses()), "its own alone")
	assert.Empty(t, keys(d.Codes()))

	// What is no code has the text of 5xx, whatever the last code has.
	last := &messages.Dictionary{Data: messages.Data{
		Tag:    func() *language.Tag { return &language.French },
		Parent: func() *messages.Dictionary { return messages.English },
		Index:  &messages.Index{First: 999, Codes: []uint16{1}, SubPages: []uint16{0, 0}},
		Text:   "Refus", Ends: []uint32{0, 0, 0, 0, 5, 5, 5},
	}}
	assert.Equal(t, messages.Message{Title: "Refus", Language: language.French}, last.Code(999))
	for _, c := range []httpstatus.Code{-1, 99, 998, 1000, 1 << 30} {
		assert.Equal(t, messages.English.Code(599), last.Code(c), c)
	}

	// Nothing stands behind this one.
	alone := &messages.Dictionary{Data: messages.Data{
		Tag:   func() *language.Tag { return &language.French },
		Index: &messages.Index{First: 403, Codes: []uint16{0}, SubPages: []uint16{0, 0}},
		Ends:  []uint32{0, 0, 0, 0},
	}}
	assert.Equal(t, messages.Message{Language: language.French}, alone.Code(404))
	assert.Equal(t, messages.Message{Language: language.French}, alone.Substatus(httpstatus.IISNotFound))
}

func TestAddTo(t *testing.T) {
	b := catalog.NewBuilder()
	for _, d := range dictionaries {
		require.NoError(t, d.AddTo(b))
	}
	for tag, d := range map[string]*messages.Dictionary{
		"en": messages.English, "en-GB": messages.English, "en-US": messages.English, "en-AU": messages.English,
		"zh": messages.SimplifiedChinese, "zh-CN": messages.SimplifiedChinese, "zh-Hans": messages.SimplifiedChinese,
		"zh-SG": messages.SimplifiedChinese, "zh-Hans-HK": messages.SimplifiedChinese,
		"zh-TW": messages.TraditionalChinese, "zh-HK": messages.TraditionalChinese, "zh-MO": messages.TraditionalChinese,
		"zh-Hant": messages.TraditionalChinese, "zh-Hant-HK": messages.TraditionalChinese,
	} {
		p := message.NewPrinter(language.MustParse(tag), message.Catalog(b))
		for key, want := range map[string]string{
			"404":           d.Code(404).Title,
			"404.detail":    d.Code(404).Detail,
			"404.remedy":    d.Code(404).Remedy,
			"404.0":         d.Substatus(httpstatus.IISNotFound).Title,
			"403.14":        d.Substatus(httpstatus.IISDirectoryListingDenied).Title,
			"403.14.detail": d.Substatus(httpstatus.IISDirectoryListingDenied).Detail,
			"403.14.remedy": d.Substatus(httpstatus.IISDirectoryListingDenied).Remedy,
		} {
			assert.Equal(t, want, p.Sprintf(key), "%s in %s", key, tag)
		}
	}
}

// TestAddToPercent has a text that is a format to a printer.
func TestAddToPercent(t *testing.T) {
	d := &messages.Dictionary{Data: messages.Data{
		Tag:   func() *language.Tag { return &language.French },
		Index: &messages.Index{First: 404, Codes: []uint16{1}, SubPages: []uint16{0, 0}},
		Text:  "100 % %d", Ends: []uint32{0, 0, 0, 0, 8, 8, 8},
	}}
	b := catalog.NewBuilder()
	require.NoError(t, d.AddTo(b))
	assert.Equal(t, "100 % %d", message.NewPrinter(language.French, message.Catalog(b)).Sprintf("404"))
}

func TestAllocs(t *testing.T) {
	codes, subs := slices.Collect(httpstatus.Codes()), slices.Collect(httpstatus.Substatuses())
	i, n := 0, 0
	assert.Zero(t, testing.AllocsPerRun(1000, func() {
		d := dictionaries[i%3]
		n += len(d.Code(codes[i%len(codes)]).Title) + len(d.Code(httpstatus.Code(i)).Detail) + len(d.Substatus(subs[i%len(subs)]).Remedy)
		if m, ok := d.Lookup(subs[i%len(subs)]); ok && m.Language == d.Tag() {
			n++
		}
		i++
	}))
	assert.NotZero(t, n)
	for _, header := range []string{"", "*", "zh-TW,zh;q=0.9,en;q=0.8", "xx;q=,"} {
		messages.Match(header)
		assert.Zero(t, testing.AllocsPerRun(100, func() { messages.Match(header) }), header)
	}
}
