package table

import (
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestIndex compares the index with a map, on statuses from a seed.
func TestIndex(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	for range 50 {
		rows := map[Key]int{}
		var codes, subs []Key
		first, width := 100+random.IntN(900), 1+random.IntN(40)
		for range random.IntN(30) {
			k := Key{Code: min(first+random.IntN(width), 999)}
			if random.IntN(2) == 0 {
				k.IsSub, k.Sub = true, random.IntN(1<<(1+random.IntN(16)))
			}
			if _, ok := rows[k]; ok {
				continue
			}
			rows[k] = 0
			if k.IsSub {
				subs = append(subs, k)
			} else {
				codes = append(codes, k)
			}
		}
		slices.SortFunc(codes, Key.Compare)
		slices.SortFunc(subs, Key.Compare)
		for i, k := range slices.Concat(codes, subs) {
			rows[k] = 5 + i + 1
		}
		classes := map[Key]int{}
		for c := 1; c <= random.IntN(6); c++ {
			classes[Key{Class: c}] = c
		}
		all := maps.Clone(rows)
		maps.Copy(all, classes)
		x := NewIndex(all)
		require.Len(t, x.SubPages, len(x.Codes)+1)
		for c := 1; c <= 5; c++ {
			assert.Equal(t, classes[Key{Class: c}], x.Classes[c-1])
		}
		find := func(k Key) int { // as package messages does
			i := k.Code - x.First
			if i < 0 || i >= len(x.Codes) {
				return 0
			}
			if !k.IsSub {
				return x.Codes[i]
			}
			page := k.Sub/subPageSize + x.SubPages[i]
			if page >= x.SubPages[i+1] {
				return 0
			}
			return x.SubRows[x.PageRows[page]*subPageSize+k.Sub%subPageSize]
		}
		for k, want := range rows {
			assert.Equal(t, want, find(k), k.String())
		}
		for range 5000 {
			k := Key{Code: first - 3 + random.IntN(width+6), Sub: random.IntN(1 << 16), IsSub: random.IntN(8) > 0}
			if !k.IsSub {
				k.Sub = 0
			}
			assert.Equal(t, rows[k], find(k), k.String())
		}
	}
}
