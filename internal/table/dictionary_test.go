package table

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"golang.org/x/text/language"
)

// TestTextRows has the text of a language in the order of the rows, then that of others, then the templates.
func TestTextRows(t *testing.T) {
	table := mustLoad(t, userTable(), Options{})
	var rows []string
	for _, r := range table.TextRows(&table.Languages[0]) {
		s := r.Key.String() + ": " + strings.Join([]string{r.Title, r.Detail, r.Remedy}, "|")
		if r.IsTemplate {
			s += " (template)"
		}
		rows = append(rows, s)
	}
	assert.Equal(t, []string{
		"460: Payment held|The payment is held.|",
		"599: Ledger lost|Call us.|Restore it.",
		"403.1001: Insufficient balance|The balance is … of ….|Look at ….",
		"403.1010: Account closed|This account is closed.|",
		"500.1100: Ledger down|Try again.|Start the ledger.",
		"404: Lost|There is no such page.|",
		"403.1001: Insufficient balance|The balance is {balance} of {total}.|Look at {balance}. (template)",
	}, rows)
	assert.Len(t, table.TextRows(&table.Languages[1]), 7, "a class too, which has no placeholders")
	files := userTable()
	edit{"text.en.tsv", "Try again.", "Try {a}."}.apply(t, files)
	edit{"text.fr.tsv", "Réessayez.", "Réessayez {a}."}.apply(t, files)
	table = mustLoad(t, files, Options{})
	assert.Len(t, table.TextRows(&table.Languages[0]), 8, "a template of one value")
	own := mustLoad(t, ownTable(), Options{Own: true})
	assert.Len(t, own.TextRows(&own.Languages[0]), 11)
}

// TestParent has the built-in language that serves what another lacks: of the same language and script, or for the default
// English.
func TestParent(t *testing.T) {
	for _, tt := range []struct{ tag, first, script, parent string }{
		{"en", "en", "en-Latn", "en"},
		{"en-GB", "fr", "en-Latn", "en"},
		{"en-Shaw", "fr", "en-Shaw", ""}, // another script
		{"zh-Hans", "en", "zh-Hans", "zh-Hans"},
		{"zh-CN", "en", "zh-Hans", "zh-Hans"},
		{"zh-Hant", "zh-Hant", "zh-Hant", "zh-Hant"},
		{"zh-TW", "en", "zh-Hant", "zh-Hant"},
		{"zh-HK", "en", "zh-Hant", "zh-Hant"},
		{"fr", "en", "fr-Latn", ""},
		{"fr", "fr", "fr-Latn", "en"},
		{"ja", "ja", "ja-Jpan", "en"},
		{"yue", "en", "yue-Hant", ""},
	} {
		table := &Table{Languages: []Language{{ID: tt.first, Tag: language.MustParse(tt.first)}, {ID: tt.tag, Tag: language.MustParse(tt.tag)}}}
		assert.Equal(t, tt.script, table.Languages[1].Script(), tt.tag)
		assert.Equal(t, tt.parent, table.Parent(&table.Languages[1]), "%s, where the default is %s", tt.tag, tt.first)
	}
}
