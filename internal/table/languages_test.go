package table

import (
	"testing"

	"github.com/httpstatus-go/httpstatus/internal/table/tabletest"
	"github.com/stretchr/testify/assert"
)

// TestLanguages has languages in the usual form of BCP 47, the first of which is the default, and what is none.
func TestLanguages(t *testing.T) {
	for _, tt := range []struct {
		name string
		rows []string
		want string   // the faults
		ids  []string // what is left
	}{
		{"tags", []string{"zh-Hant|TraditionalChinese", "pt-BR|Brazilian", "pt-PT|Portuguese", "de-CH-1996|Swiss", "de-CH|New"}, "", []string{"zh-Hant", "pt-BR", "pt-PT", "de-CH-1996", "de-CH"}},
		{"none", []string{"french|French", "-|Nothing", "und|Undetermined", "a|A", "en|English", "en-toolongapart|Long", "de-x|X"}, `
f:2: language "french": want a BCP 47 tag, as zh-Hans
f:3: language "-": want a BCP 47 tag, as zh-Hans
f:4: language "und": want a BCP 47 tag, as zh-Hans
f:5: language "a": want a BCP 47 tag, as zh-Hans
f:7: language "en-toolongapart": want a BCP 47 tag, as zh-Hans
f:8: language "de-x": want a BCP 47 tag, as zh-Hans`, []string{"en"}},
		{"another form", []string{"FR|French", "zh-hans|Chinese", "pt_BR|Brazilian", "iw|Hebrew", "en|English"}, `
f:2: language "FR": write it fr
f:3: language "zh-hans": write it zh-Hans
f:4: language "pt_BR": write it pt-BR
f:5: language "iw": write it he`, []string{"en"}},
		{"twice", []string{"en|English", "fr|French", "en|American"}, `
f:4: language en stands in line 2 too`, []string{"en", "fr"}},
		{"one by its likely subtags", []string{"pt-BR|Brazilian", "zh-TW|Taiwanese", "pt|Portuguese", "zh-Hant|Traditional", "zh-HK|HongKong", "zh|Chinese", "zh-Hans-CN|Simplified"}, `
f:4: language pt is that of line 2, pt-BR, to all readers: have one of them
f:5: language zh-Hant is that of line 3, zh-TW, to all readers: have one of them
f:8: language zh-Hans-CN is that of line 7, zh, to all readers: have one of them`, []string{"pt-BR", "zh-TW", "zh-HK", "zh"}},
		{"names", []string{"en|-", "fr|french", "de|Taken"}, `
f:2: name is missing: want an exported Go identifier of the letters A to Z, digits and _
f:3: name "french": want an exported Go identifier of the letters A to Z, digits and _
f:4: name "Taken" is taken by codes.tsv:2`, []string{"en", "fr", "de"}},
		{"one name twice", []string{"en|English", "en-GB|English"}, `
f:3: name "English" is taken by f:2`, []string{"en", "en-GB"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var fs Faults
			s := parseSheet("f", []byte(tabletest.Lines(append([]string{"language|name"}, tt.rows...)...)), languageColumns, false, &fs)
			var ids []string
			for _, l := range loadLanguages(s, map[string]string{"Taken": "codes.tsv:2"}, &fs) {
				ids = append(ids, l.ID)
				assert.Equal(t, l.ID, l.Tag.String())
				assert.Equal(t, l.Get("name"), l.Name)
			}
			assert.Equal(t, tt.ids, ids)
			if tt.want == "" {
				assert.NoError(t, fs.err())
			} else {
				assert.EqualError(t, fs.err(), tt.want[1:])
			}
		})
	}
}
