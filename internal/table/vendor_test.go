package table

import (
	"os"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestVendors holds the vendors' tables to the codes that each is known to have, with who says so.
func TestVendors(t *testing.T) {
	for vendor, want := range map[string][]int{
		"nginx":       {444, 494, 495, 496, 497, 499}, // 498 was withdrawn
		"cloudflare":  {520, 521, 522, 523, 524, 525, 526, 527, 530},
		"awselb":      {460, 463, 464, 561},
		"nonstandard": {419, 420, 430, 440, 449, 456, 457, 498, 499, 509, 529, 530, 540, 783, 999},
	} {
		src, err := Read(os.DirFS("../../tables/"+vendor), "tables")
		require.NoError(t, err)
		table, err := Load(src, Options{Package: vendor})
		require.NoError(t, err)
		var got []int
		for _, s := range table.Codes {
			got = append(got, s.Code)
			for _, column := range []string{"vendor", "seen", "source"} {
				assert.NotEmpty(t, s.Get(column), "%s of %d of %s", column, s.Code, vendor)
			}
		}
		assert.Equal(t, want, got, vendor)
		assert.Empty(t, table.Subs)
		assert.Regexp(t, "^Package "+vendor+" has ", table.About)
		var languages []string
		for _, l := range table.Languages {
			languages = append(languages, l.ID+" "+l.Name)
		}
		assert.Equal(t, []string{"en English", "zh-Hans SimplifiedChinese", "zh-Hant TraditionalChinese"}, languages, vendor)
	}
}
