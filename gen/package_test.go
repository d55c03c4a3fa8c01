package main

import (
	"fmt"
	"go/format"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// userModule makes a folder with a module in it that uses this checkout by a replace, and makes it the current one. It
// returns the folder that was the current one. Nothing is fetched: what this module needs is there, as it is being tested.
func userModule(t *testing.T) (here string) {
	t.Helper()
	here, err := filepath.Abs(".")
	require.NoError(t, err)
	ours, err := os.ReadFile("../go.mod")
	require.NoError(t, err)
	sums, err := os.ReadFile("../go.sum")
	require.NoError(t, err)
	t.Chdir(t.TempDir())
	writeFiles(t, map[string]string{
		"go.mod": strings.Replace(string(ours), "module "+module, "module example.com/app", 1) +
			"\nrequire " + module + " v0.0.0\nreplace " + module + " => " + filepath.Dir(here) + "\n",
		"go.sum": string(sums),
	})
	return here
}

// goCommand runs the go command in the current folder and returns what it prints.
func goCommand(t *testing.T, args ...string) string {
	t.Helper()
	cmd := exec.Command("go", args...)
	cmd.Env = append(os.Environ(), "GOWORK=off", "GOFLAGS=-mod=mod", "GOPROXY=off")
	out, err := cmd.CombinedOutput()
	require.NoError(t, err, "go %s:\n%s", strings.Join(args, " "), out)
	return string(out)
}

// TestPackages generates packages of every kind, builds and vets them, and runs a program that uses them.
func TestPackages(t *testing.T) {
	if testing.Short() {
		t.Skip("builds a module")
	}
	here := userModule(t)
	text := func(rows ...string) string { return lines(append([]string{"status|title|detail|remedy"}, rows...)...) }
	tables := map[string]map[string]string{
		"codesonly": {
			"codes.tsv":     lines("# Package codesonly has a code.", "#", "# Not of the package's comment.", "code|name|vendor|seen|source|note", "460|Gone|Acme|log|a book|It is gone."),
			"languages.tsv": lines("language|name", "en|English"),
			"text.en.tsv":   text("460|Quite gone|It left.|Look <b>elsewhere</b>."),
		},
		"subsonly": {
			"substatuses.tsv": lines("substatus|name|deprecated", "404.1000|NoUser|-", "404.65535|NoOrder|use NoUser", "505.0|Old|-", "999.31|Odd|-"),
			"aliases.tsv":     lines("alias|name|deprecated", "NoCustomer|NoUser|yes", "NoClient|NoUser|-"),
			"languages.tsv":   lines("language|name", "zh-Hans|Jianti", "zh-Hant|Fanti", "en-GB|British"),
			"text.zh-Hans.tsv": text("404.1000|没有该用户|没有。|", "404.65535|没有该订单|没有|",
				"505.0|过旧|过旧。|", "999.31|奇怪|奇怪。|"),
			"text.zh-Hant.tsv": text("404.1000|沒有該使用者|沒有。|", "404.65535|沒有該訂單|沒有|",
				"505.0|過舊|過舊。|", "999.31|奇怪|奇怪。|"),
			"text.en-GB.tsv": text("404.1000|No such user|None.|", "404.65535|No such order|None|", "505.0|Old|Old.|", "999.31|Odd \\ \"quoted\" `text` %d|Odd.|"),
		},
		"five": { // of which two are not declared in x/text
			"codes.csv":       "code,name\r\n444,Silence\r\n",
			"substatuses.csv": "\ufeffsubstatus,name\r\n402.1000,TooPoor\r\n409.1000,Paid\r\n",
			"languages.csv":   "language,name\r\nde-CH,Swiss\r\ngsw,Alemannic\r\nfr,French\r\nen,English\r\nja,Japanese\r\n",
			"text.de-CH.csv":  "status,title,detail,remedy\r\n402.1000,Zu wenig Geld,\"Es fehlen {amount}, {name}.\",\r\n409.1000,Schon bezahlt {when},,\r\n444,Stille,,\r\n",
			"text.gsw.csv":    "status,title,detail,remedy\r\n402.1000,Z wenig Gäld,{name}: {amount},\r\n409.1000,Scho zahlt {when},,\r\n444,Rueh,,\r\n",
			"text.fr.csv":     "status,title,detail,remedy\r\n402.1000,Pas assez d'argent,{name} {amount},\r\n409.1000,Payé {when},,\r\n444,Silence,,\r\n",
			"text.en.csv":     "status,title,detail,remedy\r\n402.1000,Too little money,\"{name}, {amount} is missing.\",{amount}\r\n409.1000,Paid {when},,\r\n444,Silence,,\r\n",
			"text.ja.csv":     "status,title,detail,remedy\r\n402.1000,残高不足,{name} {amount},\r\n409.1000,支払済 {when},,\r\n444,沈黙,,\r\n",
		},
	}
	for name, files := range tables {
		for file, text := range files {
			writeFiles(t, map[string]string{filepath.Join("tables", name, file): text})
		}
		exit, stdout, stderr := gen("-table", filepath.Join("tables", name), "-package", name, "-out", filepath.Join("statuses", name))
		require.Equal(t, 0, exit, stderr)
		require.Empty(t, stdout+stderr)
	}
	exit, _, stderr := gen("-new", "tables/starter")
	require.Equal(t, 0, exit, stderr)
	exit, _, stderr = gen("-table", "tables/starter", "-package", "starter", "-out", "statuses/starter")
	require.Equal(t, 0, exit, stderr)
	for name, text := range readTree(t, "statuses") {
		if strings.HasSuffix(name, ".go") {
			formatted, err := format.Source([]byte(text))
			require.NoError(t, err)
			assert.True(t, string(formatted) == text, "%s is not as gofmt has it:\n%s", name, difference(name, text, string(formatted)))
		}
	}
	program, err := os.ReadFile(filepath.Join(here, "testdata", "packages.go"))
	require.NoError(t, err)
	writeFiles(t, map[string]string{"main.go": string(program)})
	goCommand(t, "vet", "./...")
	goCommand(t, "build", "-o", "app", ".")

	cmd := exec.Command("./app")
	cmd.Env = append(os.Environ(), "GODEBUG=inittrace=1")
	out, err := cmd.CombinedOutput()
	require.NoError(t, err, "%s", out)
	var got []string
	for l := range strings.Lines(string(out)) {
		if !strings.HasPrefix(l, "init ") {
			got = append(got, l)
		}
		for _, path := range []string{module, "example.com"} {
			assert.False(t, strings.HasPrefix(l, "init "+path), "work at import: %s", l)
		}
	}
	assert.Empty(t, strings.Join(got, ""))

	statuses := readTree(t, "statuses")
	assert.Contains(t, statuses["statuses/codesonly/statuses_gen.go"], "\n\n// Package codesonly has a code.\n//\n")
	assert.NotContains(t, statuses["statuses/codesonly/statuses_gen.go"], "Not of the package")
	assert.Contains(t, statuses["statuses/codesonly/statuses_gen.go"],
		"\t// Gone is 460, Quite gone (Acme; only in a log). It is gone. Source: a book.\n\tGone httpstatus.Code = 460\n")
	assert.Contains(t, statuses["statuses/subsonly/statuses_gen.go"], "\t// Deprecated: use NoUser.\n\tNoOrder = ")
	assert.Contains(t, statuses["statuses/subsonly/statuses_gen.go"], "// Deprecated: use [NoUser].\nvar NoCustomer = NoUser\n")
	assert.Contains(t, statuses["statuses/subsonly/statuses_gen.go"], "// NoClient is another name of [NoUser].\nvar NoClient = NoUser\n")
}

// TestMany generates as many statuses as a large company has, from a seed, and looks each up in the Go that is made.
func TestMany(t *testing.T) {
	if testing.Short() {
		t.Skip("builds a large package")
	}
	here := userModule(t)
	languages := []string{"en", "zh-Hans", "zh-Hant", "de-CH", "ja"}
	many(t, "many", languages, 10000)
	many(t, "few", languages, 10)
	program, err := os.ReadFile(filepath.Join(here, "testdata", "many.go"))
	require.NoError(t, err)
	writeFiles(t, map[string]string{"main.go": string(program)})
	t.Log(goCommand(t, "run", "."))
}

// many writes a table of n substatuses and generates the package name of it. The text of a status is made of its number.
func many(t *testing.T, name string, languages []string, n int) {
	t.Helper()
	random := rand.New(rand.NewPCG(1, 2))
	var keys []key
	seen := map[key]bool{}
	for len(keys) < n {
		k := key{code: []int{400, 403, 409, 422, 500}[random.IntN(5)], sub: 2000 + random.IntN(5000), isSub: true}
		if !seen[k] {
			seen[k] = true
			keys = append(keys, k)
		}
	}
	slices.SortFunc(keys, key.compare)
	subs, langs := []string{"substatus|name"}, []string{"language|name"}
	for i, k := range keys {
		subs = append(subs, fmt.Sprintf("%s|Status%d", k, i))
	}
	files := map[string]string{name + "/table/substatuses.tsv": lines(subs...)}
	for i, l := range languages {
		langs = append(langs, fmt.Sprintf("%s|Language%d", l, i))
		text := []string{"status|title|detail|remedy"}
		for _, k := range keys {
			text = append(text, fmt.Sprintf("%s|%s in %s|The detail of %s, which has a usual length, in %s.|The remedy of %s, in %s.", k, k, l, k, l, k, l))
		}
		files[name+"/table/text."+l+".tsv"] = lines(text...)
	}
	files[name+"/table/languages.tsv"] = lines(langs...)
	writeFiles(t, files)
	exit, _, stderr := gen("-table", name+"/table", "-package", name, "-out", name)
	require.Equal(t, 0, exit, stderr)
}

// TestTooMany plants what does not fit the 16 bits of an index.
func TestTooMany(t *testing.T) {
	for _, tt := range []struct {
		name string
		keys func(yield func(code, sub int))
		want string
	}{
		{"far apart", func(yield func(code, sub int)) {
			for c := 100; c < 134; c++ {
				yield(c, 65535)
			}
		}, "statuses/substatuses.tsv: the substatuses lie too far apart: their index has 69632 pages, want at most 65535; use lower numbers\n"},
		{"many", func(yield func(code, sub int)) {
			for c := 600; c < 602; c++ {
				for s := range 33000 {
					yield(c, s)
				}
			}
		}, "statuses/substatuses.tsv: the table has row 65536: want at most 65535 rows\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			subs, text := []string{"substatus|name"}, []string{"status|title|detail|remedy"}
			tt.keys(func(code, sub int) {
				subs = append(subs, fmt.Sprintf("%d.%d|S%d_%d", code, sub, code, sub))
				text = append(text, fmt.Sprintf("%d.%d|%d %d||", code, sub, code, sub))
			})
			writeTree(t, map[string]string{
				"statuses/substatuses.tsv": lines(subs...),
				"statuses/languages.tsv":   lines("language|name", "en|English"),
				"statuses/text.en.tsv":     lines(text...),
			})
			exit, _, stderr := gen(userArgs...)
			assert.Equal(t, 1, exit)
			assert.Equal(t, tt.want, stderr)
		})
	}
}

// TestIndex compares the index with a map, on statuses from a seed.
func TestIndex(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	for range 50 {
		rows := map[key]int{}
		var codes, subs []key
		first, width := 100+random.IntN(900), 1+random.IntN(40)
		for range random.IntN(30) {
			k := key{code: min(first+random.IntN(width), 999)}
			if random.IntN(2) == 0 {
				k.isSub, k.sub = true, random.IntN(1<<(1+random.IntN(16)))
			}
			if _, ok := rows[k]; ok {
				continue
			}
			rows[k] = 0
			if k.isSub {
				subs = append(subs, k)
			} else {
				codes = append(codes, k)
			}
		}
		slices.SortFunc(codes, key.compare)
		slices.SortFunc(subs, key.compare)
		for i, k := range slices.Concat(codes, subs) {
			rows[k] = 5 + i + 1
		}
		x := newIndex(codes, subs, 5, 5+len(codes))
		require.Len(t, x.subPages, len(x.codes)+1)
		find := func(k key) int { // as package messages does
			i := k.code - x.first
			if i < 0 || i >= len(x.codes) {
				return 0
			}
			if !k.isSub {
				return x.codes[i]
			}
			page := k.sub/subPageSize + x.subPages[i]
			if page >= x.subPages[i+1] {
				return 0
			}
			return x.subRows[x.pageRows[page]*subPageSize+k.sub%subPageSize]
		}
		for k, want := range rows {
			assert.Equal(t, want, find(k), k.String())
		}
		for range 5000 {
			k := key{code: first - 3 + random.IntN(width+6), sub: random.IntN(1 << 16), isSub: random.IntN(8) > 0}
			if !k.isSub {
				k.sub = 0
			}
			assert.Equal(t, rows[k], find(k), k.String())
		}
	}
}
