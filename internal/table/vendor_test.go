package table

import (
	"os"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// substatuses are those that a vendor's codes are told apart by.
var substatuses = map[string][]string{
	"cloudflare": {"403.1000", "403.1003", "403.1005", "403.1006", "403.1007", "403.1008", "403.1009", "403.1010", "403.1011",
		"403.1012", "403.1014", "403.1020", "403.1034", "403.1106", "409.1001", "409.1018", "409.1023", "429.1015", "429.1027",
		"500.1101", "503.1102", "503.1200", "530.1016", "530.1033"},
}

// TestVendors holds the vendors' tables to the codes that each is known to have, with who says so.
func TestVendors(t *testing.T) {
	for vendor, want := range map[string][]int{
		"akamai":      {549, 552, 553, 554, 555, 562},
		"alibabaalb":  {463, 499},
		"edgeone":     {499, 520, 521, 522, 523, 524, 525, 550, 551, 552, 553, 554, 555, 566, 567},
		"nginx":       {444, 494, 495, 496, 497, 499}, // 498 was withdrawn
		"tencentcdn":  {499, 509, 514, 524, 531, 532, 533, 537, 538, 539, 540, 562, 563, 564, 566, 567, 614},
		"cloudflare":  {499, 520, 521, 522, 523, 524, 525, 526, 527, 530},
		"awselb":      {460, 463, 464, 561},
		"nonstandard": {419, 420, 430, 440, 449, 456, 457, 498, 499, 509, 529, 530, 540, 783, 999},
	} {
		src, err := Read(os.DirFS("../../tables/"+vendor), "tables")
		require.NoError(t, err)
		table, err := Load(src, Options{Package: vendor})
		require.NoError(t, err)
		var got []int
		for _, s := range slices.Concat(table.Codes, table.Subs) {
			if !s.IsSub {
				got = append(got, s.Code)
			}
			for _, column := range []string{"vendor", "seen", "source"} {
				assert.NotEmpty(t, s.Get(column), "%s of %s of %s", column, s.Key, vendor)
			}
		}
		assert.Equal(t, want, got, vendor)
		subs := []string{}
		for _, s := range table.Subs {
			subs = append(subs, s.Key.String())
		}
		assert.Equal(t, append([]string{}, substatuses[vendor]...), subs, vendor)
		assert.Regexp(t, "^Package "+vendor+" has ", table.About)
		var languages []string
		for _, l := range table.Languages {
			languages = append(languages, l.ID+" "+l.Name)
		}
		assert.Equal(t, []string{"en English", "zh-Hans SimplifiedChinese", "zh-Hant TraditionalChinese"}, languages, vendor)
	}
}
