package table

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// FuzzOrder reads the rows of a table in any order: it is a table if they ascend, and else a fault that says so, in each
// sheet where they do not.
func FuzzOrder(f *testing.F) {
	for seed := range uint64(20) {
		f.Add(seed, uint8(seed))
	}
	f.Fuzz(func(t *testing.T, seed uint64, n uint8) {
		random := rand.New(rand.NewPCG(seed, 1))
		seen := map[Key]bool{}
		var keys []Key
		for range max(n, 1) {
			k := Key{Code: 400 + random.IntN(3), Sub: 2000 + random.IntN(60000), IsSub: true}
			if !seen[k] {
				seen[k] = true
				keys = append(keys, k)
			}
		}
		write := func(heading, rest string) (text string, ascending bool) {
			random.Shuffle(len(keys), func(i, j int) { keys[i], keys[j] = keys[j], keys[i] })
			var b strings.Builder
			b.WriteString(heading + "\n")
			ascending = true
			for i, k := range keys {
				ascending = ascending && (i == 0 || keys[i-1].Compare(k) < 0)
				fmt.Fprintf(&b, "%s\tS%d_%d%s\n", k, k.Code, k.Sub, rest)
			}
			return b.String(), ascending
		}
		subs, ok1 := write("substatus\tname", "")
		text, ok2 := write("status\ttitle\tdetail\tremedy", "\t\t")
		_, err := Load(Source{"", map[string][]byte{
			"substatuses.tsv": []byte(subs), "text.en.tsv": []byte(text), "languages.tsv": []byte("language\tname\nen\tEnglish\n"),
		}}, Options{})
		says := func(file string) bool {
			return err != nil && strings.Contains(err.Error(), file) && strings.Contains(err.Error(), "out of order")
		}
		if ok1 && ok2 != (err == nil) || !ok1 && !says("substatuses.tsv:") || !ok2 && !says("text.en.tsv:") {
			t.Errorf("ascending %v, %v: %v", ok1, ok2, err)
		}
	})
}
