package table

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/httpstatus-go/httpstatus/internal/table/tabletest"
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
		pages := map[Key]bool{}
		for _, k := range subs {
			pages[Key{Code: k.Code, Sub: k.Sub / 32}] = true
		}
		require.Len(t, x.SubRows, 32*(1+len(pages)), "a run of rows for each page, and one for all that are empty")
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
			if got := find(k); got != rows[k] {
				t.Errorf("%s is row %d: want %d", k, got, rows[k])
			}
		}
	}
}

// TestSmallIndex has a table with a code alone, and one without, as one that only has text for classes.
func TestSmallIndex(t *testing.T) {
	x := NewIndex(map[Key]int{{Class: 4}: 7})
	for _, code := range []int{100, 460, 999} {
		assert.Equal(t, &Index{First: code, Codes: []int{1}, SubPages: []int{0, 0}, SubRows: make([]int, 32)}, NewIndex(map[Key]int{{Code: code}: 1}))
	}
	assert.Equal(t, &Index{First: 100, Classes: [5]int{3: 7}, Codes: []int{0}, SubPages: []int{0, 0}, SubRows: make([]int, 32)}, x)
}

// TestIndexOfTable counts the rows of a table, then those of others; the templates are rows with placeholders.
func TestIndexOfTable(t *testing.T) {
	table := mustLoad(t, userTable(), Options{})
	x := table.Index([]Key{{Class: 4}, {Code: 404}})
	assert.Equal(t, 403, x.First)
	assert.Equal(t, [5]int{3: 6}, x.Classes)
	require.Len(t, x.Codes, 599-403+1)
	assert.Equal(t, []int{7, 1, 2}, []int{x.Codes[404-403], x.Codes[460-403], x.Codes[599-403]})
	assert.Equal(t, []int{3}, x.Templates)
	assert.Equal(t, 3, x.SubRows[x.PageRows[1001/32]*32+1001%32])
	assert.Zero(t, x.PageRows[0], "a page with nothing in it is the first")
}

// TestWidth has tables as large as the 16 bits of an index can count, and larger.
func TestWidth(t *testing.T) {
	faults := func(table *Table) string {
		var fs Faults
		table.subsFile, table.byKey = "subs", map[Key]*Status{}
		for _, s := range table.Subs {
			table.byKey[s.Key] = &s
		}
		table.checkWidth(&fs)
		return fs.Error()
	}
	subs := func(n, code, most int) (out []Status) {
		for i := range n {
			out = append(out, Status{Key: Key{Code: code, Sub: most - n + 1 + i, IsSub: true}})
		}
		return out
	}
	text := func(keys ...Key) Language {
		l := Language{Text: map[Key]Message{}}
		for _, k := range keys {
			l.Text[k] = Message{}
		}
		return l
	}
	rows := slices.Concat(subs(65535-1000, 403, 65535), subs(998, 404, 2000))
	assert.Empty(t, faults(&Table{Subs: rows, Languages: []Language{text(Key{Code: 404}, Key{Code: 410}), text(Key{Code: 404}, Key{Code: 410}, rows[0].Key)}}))
	assert.Equal(t, "subs: the table has 65536 rows: want at most 65535", faults(&Table{Subs: rows, Languages: []Language{text(Key{Code: 404}, Key{Code: 410}), text(Key{Code: 503})}}))

	statuses, english := "substatus\tname\n", "status\ttitle\tdetail\tremedy\n"
	for code := 400; code < 432; code++ {
		statuses += fmt.Sprintf("%d.65535\tS%d\n", code, code)
		english += fmt.Sprintf("%d.65535\tS%d\t\t\n", code, code)
	}
	_, err := Load(sourceOf(map[string]string{"substatuses.tsv": statuses, "languages.tsv": tabletest.Lines("language|name", "en|English"), "text.en.tsv": english}), Options{})
	assert.EqualError(t, err, "t/substatuses.tsv: the substatuses lie too far apart: their index has 65536 pages, want at most 65535; use lower numbers")

	rows = nil // a row at the end of what a code can have makes 2,048 pages
	for code := range 31 {
		rows = append(rows, subs(1, 400+code, 65535)...)
	}
	assert.Empty(t, faults(&Table{Subs: slices.Concat(rows, subs(1, 500, 65503))}))
	assert.Equal(t, "subs: the substatuses lie too far apart: their index has 65536 pages, want at most 65535; use lower numbers",
		faults(&Table{Subs: slices.Concat(rows, subs(1, 500, 65535))}))
	assert.Contains(t, faults(&Table{Subs: rows, Languages: []Language{text(Key{Code: 503, Sub: 65535, IsSub: true})}}), "65536 pages", "others too")
}
