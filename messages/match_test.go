package messages

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestMatch(t *testing.T) {
	for _, tt := range []struct {
		header string // lines separated by |
		want   *Dictionary
	}{
		{"", English},
		{"en", English},
		{"en-GB,en;q=0.5", English},
		{"zh", SimplifiedChinese},
		{"zh-CN,zh;q=0.9,en;q=0.8", SimplifiedChinese},
		{"zh-SG", SimplifiedChinese},
		{"zh-Hans-HK", SimplifiedChinese},
		{"zh-TW,zh;q=0.9,en;q=0.8", TraditionalChinese},
		{"zh-HK,zh;q=0.9,en;q=0.8", TraditionalChinese},
		{"zh-MO", TraditionalChinese},
		{"zh-MO,zh;q=0.9", TraditionalChinese},
		{"zh-Hant-HK,zh;q=0.9", TraditionalChinese},
		{"zh-Hant", TraditionalChinese},
		{"ZH-tw", TraditionalChinese},
		{"zh_TW", TraditionalChinese},
		{"fr", English},
		{"fr-FR,fr;q=0.9,zh-TW;q=0.1", TraditionalChinese},
		{"xx-YY, zh-CN", SimplifiedChinese},
		{"en, zh-TW", English},
		{"zh-TW, en", TraditionalChinese},
		{"zh;q=0.5, en-GB;q=0.5", SimplifiedChinese},
		{"en;q=0.5,zh-CN;q=0.6", SimplifiedChinese},
		{"en ; q=0.5 , zh-CN ; q=0.6", SimplifiedChinese},
		{"en;q=.5,zh-CN;Q=.6", SimplifiedChinese},
		{"en;q=0.12345,zh-CN;q=0.12346", SimplifiedChinese},

		{"*", English},
		{"fr,*;q=0.5", English},
		{"*,zh;q=0.5", English},
		{"zh,*;q=0.1", SimplifiedChinese},

		{"*, zh-TW", TraditionalChinese},
		{"*;q=0.5, zh-TW;q=0.5", TraditionalChinese},
		{"*;q=0.6, zh-TW;q=0.5", English},
		{"*, zh;q=0.5", English},
		{"en;q=0, *", SimplifiedChinese},

		{"en-GB,zh-CN;q=0.9,zh;q=0.8,en-US;q=0.7,en;q=0.6", English},
		{"en-AU,zh-CN;q=0.9,zh;q=0.8,en-GB;q=0.7,en;q=0.6", English},
		{"en-CA,zh-CN;q=0.9,zh;q=0.8,fr-CA;q=0.7,fr;q=0.6,en-US;q=0.5,en;q=0.4", English},
		{"en-SG;q=1.0, zh-Hant-HK;q=0.9, ms-SG;q=0.8, ja-SG;q=0.7, zh-Hans-SG;q=0.6, en-GB;q=0.5", English},
		{"zh-Hans-HK;q=1.0, zh-Hant-HK;q=0.9, en-HK;q=0.8", SimplifiedChinese},
		{"zh-Hant-CN;q=1.0, zh-Hans-CN;q=0.9", TraditionalChinese},
		{"zh-Hans-US;q=1.0, en-US;q=0.9, zh-Hant-US;q=0.8", SimplifiedChinese},
		{"zh-SG,en-US;q=0.9,en;q=0.8,zh;q=0.7", SimplifiedChinese},
		{"kk-KZ,zh-CN;q=0.9,en;q=0.8", SimplifiedChinese},
		{"ta-SG,zh-SG;q=0.9,en;q=0.8", SimplifiedChinese},

		{"en;q=0", SimplifiedChinese},
		{"*;q=0, yue", TraditionalChinese},
		{"zh;q=0, zh-TW, *", TraditionalChinese},
		{"zh;q=0, zh-TW;q=0.1, fr", TraditionalChinese},
		{"zh-Hant;q=0, zh-Hant-TW", TraditionalChinese},
		{"zh-TW;q=0, zh-HK", TraditionalChinese}, // zh-Hant is more than zh-TW
		{"en-US;q=0, en", English},
		{"en;q=0, en", SimplifiedChinese},
		{"zh-TW;q=0", English}, // it refuses nobody, and is not wanted
		{"fr, zh-TW;q=0", English},
		{"zh;q=0, yue-HK", English}, // yue is not a more exact zh
		{"en;q=0, zh;q=0, zh-TW;q=0.1, *", TraditionalChinese},
		{"cmn;q=0, en;q=0", English},
		{"yue;q=0, zh-HK", TraditionalChinese},
		{"iw;q=0, zh", SimplifiedChinese},
		{"en;q=0.000,*", SimplifiedChinese},
		{"zh;q=0,*", English},
		{"zh-Hans;q=0,zh", TraditionalChinese},
		{"zh;q=0,zh-TW", TraditionalChinese},
		{"en;q=0,zh-Hans;q=0", TraditionalChinese},
		{"en;q=0,zh;q=0", English},
		{"*;q=0", English},
		{"*;q=0,zh-CN", SimplifiedChinese},
		{"zh-Hant;q=0,zh-TW,en;q=0.1", English},

		{"zh-CN,zh;q=abc", SimplifiedChinese},
		{"zh-CN;q=2", English},
		{"zh-CN;q=2, zh-TW;q=0.1", TraditionalChinese},
		{"en;q=x, zh-TW zh, zh-", English},
		{"zh-CN;q=1.001, fr;q=0.9, zh-TW;q=00.8", TraditionalChinese},
		{"zh-TW;q=0." + strings.Repeat("0", 400) + "1", TraditionalChinese}, // little, but more than nothing
		{"en;q=0." + strings.Repeat("3", 300) + ",zh-CN;q=0." + strings.Repeat("3", 299) + "4", SimplifiedChinese},
		{"zh-CN;q=1.", SimplifiedChinese},
		{"zh-CN;q=1.000,en", SimplifiedChinese},
		{"zh-CN;q=.", English},
		{"zh-CN;q=0.5;q=1", English},
		{"zh-CN;q=-1", English},
		{"zh-CN;q=1e0", English},
		{"zh-CN;q=", English},
		{"zh-CN;level=1", English},
		{"zh-CN zh-TW", English},
		{";q=1", English},
		{"服", English},
		{"\x00", English},
		{",,zh-CN,,", SimplifiedChinese},

		{"fr|zh-TW;q=0.5", TraditionalChinese},
		{"en;q=0.1|zh-CN", SimplifiedChinese},
		{"|zh-CN", SimplifiedChinese},
	} {
		lines := strings.Split(tt.header, "|")
		for range 2 { // the second answer is of the cache
			if got := Match(lines...); got != tt.want {
				t.Errorf("Match(%q) = %v, want %v", lines, got.Tag(), tt.want.Tag())
			}
		}
	}
	if got := Match(); got != English {
		t.Errorf("Match() = %v, want en", got.Tag())
	}
}

// TestLongHeader has headers that no browser sends.
func TestLongHeader(t *testing.T) {
	for _, tt := range []struct {
		header string
		want   *Dictionary
	}{
		{"zh-TW," + strings.Repeat("fr-", 1<<18), TraditionalChinese}, // what was cut counts no more
		{strings.Repeat("_", 1<<20), English},
		{strings.Repeat("a_", 1<<19), English},
		{strings.Repeat("x", 1<<20) + ",zh-TW", English},
		{strings.Repeat(",", 1<<20), English},
		{strings.Repeat("fr,", 300) + "zh-TW", TraditionalChinese}, // within the first KiB
		{strings.Repeat("fr,", 400) + "zh-TW", English},
		{strings.Repeat("zh-CN;q=0.5,", 1<<16), SimplifiedChinese},
		{strings.Repeat("en;q=0,", 1<<16) + "zh-TW", SimplifiedChinese},
	} {
		assert.Equal(t, tt.want.Tag(), Match(tt.header).Tag(), "%.30q", tt.header)
	}
	assert.Equal(t, TraditionalChinese.Tag(), Match(strings.Split(strings.Repeat("fr ", 300)+"zh-TW", " ")...).Tag())
	assert.Equal(t, English.Tag(), Match(strings.Split(strings.Repeat("fr ", 1000)+"zh-TW", " ")...).Tag())
}

func TestConcurrentMatch(t *testing.T) {
	m := NewMatcher(English, SimplifiedChinese, TraditionalChinese)
	var wg sync.WaitGroup
	for g := range 64 {
		wg.Go(func() {
			for i := range 1000 {
				want := []*Dictionary{English, SimplifiedChinese, TraditionalChinese}[(g+i)%3]
				if got := m.Match(fmt.Sprintf("%v;q=0.%d", want.Tag(), 1+i%100)); got != want {
					t.Errorf("Match = %v, want %v", got.Tag(), want.Tag())
				}
			}
		})
	}
	wg.Wait()
}

func TestNewMatcher(t *testing.T) {
	m := NewMatcher(TraditionalChinese, English)
	assert.Equal(t, TraditionalChinese.Tag(), m.Match("fr").Tag())
	assert.Equal(t, TraditionalChinese.Tag(), m.Match("zh-CN").Tag(), "the nearest that there is")
	assert.Equal(t, English.Tag(), m.Match("en-AU").Tag())
	assert.Panics(t, func() { NewMatcher() })
}

// FuzzMatch compares with the rule as oracle_test.go has it, for headers of languages that are known there.
func FuzzMatch(f *testing.F) {
	for _, s := range []string{
		"zh-HK,zh;q=0.9,en;q=0.8", "zh-Hant-HK", "en;q=0", "*", "zh_TW", "xx", "zh-CN;q=.5,fr", ",", "a-b-c-d", "en-u-rg-hkzzzz", "i-klingon, zh-min-nan",
		"en-GB,zh-CN;q=0.9,zh;q=0.8,en-US;q=0.7,en;q=0.6", "zh;q=0, zh-TW", "*, zh-TW", "yue;q=1., *;q=0.000", "zh-Hans;q=0,zh", "x-zh", "de-x-a-b", "de-1901-1996",
	} {
		f.Add(s)
	}
	known := map[string]bool{"*": true, "": true}
	for _, id := range setLanguages {
		known[id] = true
	}
	dictionaries := []*Dictionary{English, SimplifiedChinese, TraditionalChinese}
	var texts []oracleTag
	for _, d := range dictionaries {
		texts = append(texts, oracleParse(d.String()))
	}
	f.Fuzz(func(t *testing.T, header string) {
		got := Match(header)
		for range 2 {
			if again := Match(header); again != got {
				t.Errorf("Match(%q) = %v, then %v", header, got, again)
			}
		}
		if len(header) > maxHeader {
			return
		}
		if lines := Match(strings.Split(header, ",")...); lines != got {
			t.Errorf("Match(%q) = %v, but %v as lines", header, got, lines)
		}
		if malformed := Match(header + ",;,zh;q=2"); len(header) < maxHeader-10 && malformed != got {
			t.Errorf("Match(%q) = %v, but %v with faults behind it", header, got, malformed)
		}
		for entry := range strings.SplitSeq(header, ",") {
			id, _, _ := strings.Cut(entry, ";")
			if !known[strings.Trim(id, " \t")] {
				return
			}
		}
		if want := dictionaries[oracleMatch(texts, oracleParseHeader([]string{header}, oracleParse))]; got != want {
			t.Errorf("Match(%q) = %v, want %v", header, got, want)
		}
	})
}

// TestServes has the dictionaries of a table and who gets which, alone: "-" is the default, since no one else serves.
func TestServes(t *testing.T) {
	for _, tt := range []struct{ table, want string }{
		{"en zh-Hans zh-Hant", `zh-TW=zh-Hant zh-HK=zh-Hant zh-MO=zh-Hant zh=zh-Hans zh-SG=zh-Hans zh-MY=zh-Hans zh-Hant-MY=zh-Hant zh-Hans-HK=zh-Hans
			yue=zh-Hant yue-CN=zh-Hans yue-Hans=zh-Hans yue-SG=zh-Hant nan=zh-Hant nan-CN=zh-Hans zh-min-nan=zh-Hant zh-min=zh-Hant zh-yue=zh-Hant
			zh-yue-Hans-HK=zh-Hans hak=zh-Hans hak-TW=zh-Hant zh-hakka=zh-Hans i-hak=zh-Hans wuu=zh-Hans zh-wuu=zh-Hans zh-gan=zh-Hans zh-xiang=zh-Hans
			cmn=zh-Hans cmn-TW=zh-Hant zh-cmn-Hant=zh-Hant zh-guoyu=zh-Hans lzh-TW=zh-Hant cdo-TW=zh-Hant
			zh-Latn=- nan-Latn-TW=- zh-TW-u-nu-hanidec=zh-Hant zh-TW-x-own=zh-Hant zh-XX=zh-Hans zh-Hant-XX=zh-Hant
			zh-AB=zh-Hans zh-Hant-AB=zh-Hant zh-Abcd-TW=zh-Hant zh-foobar-x-own=zh-Hans zh-Hant-foobar=zh-Hant
			x-zh=- und-TW=- und-Hant=- i-klingon=- en-GB-oed=en i-default=en`},
		// The macrolanguage zh of IANA's registry.
		{"en zh-Hans zh-Hant", `cdo=zh-Hans cjy=zh-Hans cnp=zh-Hans cpx=zh-Hans csp=zh-Hans czh=zh-Hans czo=zh-Hans gan=zh-Hans hsn=zh-Hans lzh=zh-Hans mnp=zh-Hans
			cjy-TW=zh-Hant cnp-Hant=zh-Hant cpx-TW=zh-Hant csp-HK=zh-Hant czh-Hant=zh-Hant czo-TW=zh-Hant gan-Hant=zh-Hant hsn-TW=zh-Hant mnp-TW=zh-Hant
			zh-cjy=zh-Hans zh-mnp-Hant=zh-Hant`},
		{"en zh-CN zh-TW", "zh-HK=zh-TW zh-MO=zh-TW zh-Hant=zh-TW zh-Hant-MO=zh-TW zh=zh-CN zh-Hans=zh-CN zh-SG=zh-CN zh-MY=zh-CN yue=zh-TW"},
		{"en zh zh-TW", "zh-HK=zh-TW zh-MO=zh-TW zh-Hant=zh-TW zh-CN=zh zh-SG=zh zh-MY=zh"},
		{"en zh-TW zh-Hant-HK", "zh-HK=zh-Hant-HK zh-MO=zh-Hant-HK zh-Hant=zh-TW zh-TW=zh-TW yue=zh-Hant-HK nan=zh-TW zh-CN=zh-TW"},
		{"en zh-HK zh-Hant", "zh-MO=zh-HK zh-Hant-TW=zh-Hant"},
		{"en zh-Hant-CN zh-TW", "nan=zh-TW zh-Hant=zh-TW zh-Hant-CN=zh-Hant-CN"},
		{"en zh-MY zh-TW", "zh-CN=zh-MY zh-SG=zh-MY zh-MY=zh-MY zh-Hant-MY=zh-TW"},
		{"en yue zh-TW", "yue=yue yue-HK=yue zh-yue=yue zh-HK=zh-TW"},
		{"en no", "nb=no nn=no no=no nn-NO=no nb-NO=no sv=-"},
		{"en nb", "no=nb nn=nb nb-NO=nb"},
		{"en nn", "no=nn nb=nn nn=nn"},
		{"en nn nb", "no=nb nb=nb nn=nn no-NO=nb"},
		{"en sr sr-Latn", "sr-Latn-ME=sr-Latn sr-ME=sr-Latn sh=sr-Latn sr-RS=sr sr-Cyrl=sr sr-BA=sr"},
		{"en sr", "sr-Latn=sr sr-RS=sr"},
		{"en sr-Latn", "sr=sr-Latn sh=sr-Latn sr-Cyrl=sr-Latn"},
		{"fr en-US en-GB", "en=en-US en-AU=en-GB en-CA=en-GB en-001=en-GB en-150=en-GB en-PH=en-GB en-XX=en-US"},
		{"en fr en-GB", "en-AU=en-GB en-US=en"},
		{"en pt-PT pt-BR", "pt=pt-BR pt-AO=pt-PT pt-MO=pt-PT pt-US=pt-BR pt-XX=pt-BR"},
		{"en pt pt-PT", "pt-BR=pt pt-AO=pt-PT"},
		{"en es es-419", "es-MX=es-419 es-AR=es-419 es-US=es-419 es-ES=es es-GQ=es"},
		{"en es-419", "es=es-419 es-ES=es-419"},
		{"en fr fr-CA", "fr-CA=fr-CA fr-BE=fr fr-CH=fr"},
		{"en de de-1901 de-x-formal de-AT", "de-CH=de de-1901=de-1901 de-AT-1901=de-AT de-x-formal=de-x-formal de-x-formal-b=de-x-formal de-1996=de de-Latn=de gsw=de"},
		{"en ro he fil id ar", "mo=ro ro-MD=ro iw=he tl=fil in=id arb=ar ar-EG=ar"},
		{"en az uz pa hi", "az-Cyrl=- az-AZ=az uz-Cyrl=- pa-PK=- hi-Latn=- hi=hi"},
		{"en uz-Arab pa-Arab hi-Latn", "uz=- pa=- hi=- pa-PK=pa-Arab"},
		{"en iw in mo", "he=iw he-IL=iw id=in ro=mo"},
		{"en ms", "ms-MY=ms en-MY=en"},
	} {
		var d []*Dictionary
		for id := range strings.FieldsSeq(tt.table) {
			d = append(d, emptyDictionary(id))
		}
		m := NewMatcher(d...)
		for pair := range strings.FieldsSeq(tt.want) {
			id, want, _ := strings.Cut(pair, "=")
			// The default does not tell whether anything serves: a dictionary that is wanted less does.
			if want == "-" {
				want = "ja"
			}
			m := NewMatcher(append(d, emptyDictionary("ja"))...)
			if got := m.Match(id + ",ja;q=0.1"); got.String() != want && !(id == "gsw" || strings.HasPrefix(id, "zh-CN") || tt.table == "en sr" || tt.table == "en sr-Latn") {
				t.Errorf("of %s for %s: got %v, want %s", tt.table, id, got, want)
			}
		}
		for pair := range strings.FieldsSeq(tt.want) {
			id, want, _ := strings.Cut(pair, "=")
			if got := m.Match(id); got.String() != want && want != "-" {
				t.Errorf("of %s for %s alone: got %v, want %s", tt.table, id, got, want)
			}
		}
	}
}

// TestOtherScript has readers who can read another script or language, which counts behind what they ask for.
func TestOtherScript(t *testing.T) {
	for _, tt := range []struct{ table, header, want string }{
		{"en zh-Hans", "zh-TW", "zh-Hans"},
		{"en zh-Hans", "zh-TW,en;q=0.5", "en"},
		{"en zh-Hans", "zh-TW,zh;q=0.9,en;q=0.8", "zh-Hans"},
		{"en zh-TW", "zh-CN,zh;q=0.9,en;q=0.8", "zh-TW"},
		{"en zh-TW", "zh-CN,en", "en"},
		{"en zh-TW", "zh-CN", "zh-TW"},
		{"en sr", "sr-Latn-ME", "sr"},
		{"en sr", "sr-Latn-ME,en;q=0.1", "en"},
		{"en de", "gsw-CH", "de"},
		{"en de", "gsw-CH,en;q=0.1", "en"},
		{"en de", "gsw-CH,fr", "de"},
		{"en fr", "br,fr-FR;q=0.1", "fr"},
		{"en de", "gsw,de;q=0", "en"},
		{"en az", "az-Cyrl", "en"},

		// A script that is said is insisted on.
		{"en zh-Hans", "zh-Hant,en;q=0.5", "en"},
		{"en sr", "sr-Latn,en;q=0.1", "en"},
		// One that is not said is not, and the bare language in the other script is the nearest.
		{"en zh-HK zh-TW", "zh", "zh-TW"},
		{"en sr-Latn-ME sr-Latn", "sr,en;q=0.1", "sr-Latn"},

		// A weight of 0 refuses those too whom the reader would understand; what is no language refuses nobody.
		{"en zh-Hans", "zh-TW,*;q=0", "en"},
		{"en zh-Hans", "zh-TW,z h;q=0,und;q=0", "zh-Hans"},
		{"en zh-Hans zh-HK", "zh-TW,zh-Hant;q=0", "en"}, // zh-HK serves it, and is refused: no one else is asked
		{"en de-1996", "de;q=0,de", "en"},
		{"en de-1996", "de;q=0,de-1996", "de-1996"},
		// Of two that a range refuses, only that which a more exact one wants is given for "*".
		{"zh-Hans zh-Hant en", "zh;q=0,zh-TW;q=0.1,*;q=0.5", "zh-Hant"},
	} {
		var d []*Dictionary
		for id := range strings.FieldsSeq(tt.table) {
			d = append(d, emptyDictionary(id))
		}
		if got := NewMatcher(d...).Match(tt.header).String(); got != tt.want {
			t.Errorf("of %s for %q: got %s, want %s", tt.table, tt.header, got, tt.want)
		}
	}
}
