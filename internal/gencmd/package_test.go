package gencmd

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

	"github.com/httpstatus-go/httpstatus/internal/generate"
	"github.com/httpstatus-go/httpstatus/internal/table"
	"github.com/httpstatus-go/httpstatus/internal/table/tabletest"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// userModule makes a folder with a module in it that uses this checkout by a replace, and makes it the current one. It
// returns the folder that was the current one. Nothing is fetched: what this module needs is there, as it is being tested.
func userModule(t *testing.T) (here string) {
	t.Helper()
	here, err := filepath.Abs(".")
	require.NoError(t, err)
	ours, err := os.ReadFile("../../go.mod")
	require.NoError(t, err)
	sums, err := os.ReadFile("../../go.sum")
	require.NoError(t, err)
	t.Chdir(t.TempDir())
	writeFiles(t, map[string]string{
		"go.mod": strings.Replace(string(ours), "module "+generate.Module, "module example.com/app", 1) +
			"\nrequire " + generate.Module + " v0.0.0\nreplace " + generate.Module + " => " + filepath.Dir(filepath.Dir(here)) + "\n",
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
	text := func(rows ...string) string {
		return tabletest.Lines(append([]string{"status|title|detail|remedy"}, rows...)...)
	}
	tables := map[string]map[string]string{
		"codesonly": {
			"codes.tsv":     tabletest.Lines("# Package codesonly has a code.", "#", "# Not of the package's comment.", "code|name|vendor|seen|source|url", "460|Gone|Acme|log|a book|https://example.com/460"),
			"languages.tsv": tabletest.Lines("language|name", "en|English"),
			"text.en.tsv":   tabletest.Lines("status|title|detail|remedy|note|search|component", "460|Quite gone|It left.|Look <b>elsewhere</b>.|It is gone.|gone; gone away|door"),
		},
		"subsonly": {
			"substatuses.tsv": tabletest.Lines("substatus|name|deprecated", "404.1000|NoUser|-", "404.65535|NoOrder|use NoUser", "505.1000|Old|-", "999.1031|Odd|-"),
			"aliases.tsv":     tabletest.Lines("alias|name|deprecated", "NoCustomer|NoUser|yes", "NoClient|NoUser|-"),
			"languages.tsv":   tabletest.Lines("language|name", "zh-Hans|Jianti", "zh-Hant|Fanti", "en-GB|British"),
			"text.zh-Hans.tsv": text("404.1000|没有该用户|没有。|", "404.65535|没有该订单|没有|",
				"505.1000|过旧|过旧。|", "999.1031|奇怪|奇怪。|"),
			"text.zh-Hant.tsv": text("404.1000|沒有該使用者|沒有。|", "404.65535|沒有該訂單|沒有|",
				"505.1000|過舊|過舊。|", "999.1031|奇怪|奇怪。|"),
			"text.en-GB.tsv": text("404.1000|No such user|None.|", "404.65535|No such order|None|", "505.1000|Old|Old.|", "999.1031|Odd \\ \"quoted\" `text` %d|Odd.|"),
		},
		"five": { // of which two are not declared in x/text
			"codes.csv":       "code,name\r\n444,Silence\r\n445,Noise\r\n",
			"substatuses.csv": "\ufeffsubstatus,name,id\r\n402.1000,TooPoor,\r\n404.1000,NoUser,user_gone\r\n409.1000,Paid,\r\n",
			"aliases.csv":     "alias,name,deprecated\r\nBroke,TooPoor,yes\r\n",
			"languages.csv":   "language,name\r\nde-CH,Swiss\r\ngsw,Alemannic\r\nfr,French\r\nen,English\r\nja,Japanese\r\n",
			"text.de-CH.csv":  "status,title,detail,remedy\r\n402.1000,Zu wenig Geld,\"Es fehlen {amount:int}, {user_name}.\",\r\n404.1000,Kein Benutzer,,\r\n409.1000,Schon bezahlt {when},,\r\n444,Stille,,\r\n445,Lärm,{loud:int} dB,\r\n",
			"text.gsw.csv":    "status,title,detail,remedy\r\n402.1000,Z wenig Gäld,{user_name}: {amount:int},\r\n404.1000,Kei Benutzer,,\r\n409.1000,Scho zahlt {when},,\r\n444,Rueh,,\r\n445,Lärme,{loud:int} dB,\r\n",
			"text.fr.csv":     "status,title,detail,remedy\r\n402.1000,Pas assez d'argent,{user_name} {amount:int},\r\n404.1000,Personne,,\r\n409.1000,Payé {when},,\r\n444,Silence,,\r\n445,Bruit,{loud:int} dB,\r\n",
			"text.en.csv":     "status,title,detail,remedy\r\n402.1000,Too little money,\"{user_name}, {amount:int} is missing.\",{amount:int}\r\n404.1000,Nobody,,\r\n409.1000,Paid {when},,\r\n444,Silence,,\r\n445,Noise,{loud:int} dB,\r\n",
			// It overrides the text of statuses that are not its own, as no other language does.
			"text.ja.csv": "status,title,detail,remedy\r\n4xx,要求エラー,,\r\n402.1000,残高不足,{user_name} {amount:int},\r\n403.14,一覧なし,,\r\n404,見つかりません,ありません。,住所を見る。\r\n404.1000,無人,,\r\n409.1000,支払済 {when},,\r\n444,沈黙,,\r\n445,騒音,{loud:int} dB,\r\n",
		},
	}
	for name, files := range tables {
		for file, text := range files {
			writeFiles(t, map[string]string{filepath.Join("tables", name, file): text})
		}
		args := []string{"-table", filepath.Join("tables", name), "-package", name, "-out", filepath.Join("statuses", name)}
		if name == "five" {
			args = append(args, "-types", "https://example.com/errors#")
		}
		exit, stdout, stderr := gen(args...)
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
		for _, path := range []string{generate.Module, "example.com"} {
			assert.False(t, strings.HasPrefix(l, "init "+path), "work at import: %s", l)
		}
	}
	assert.Empty(t, strings.Join(got, ""))

	statuses := readTree(t, "statuses")
	assert.Contains(t, statuses["statuses/codesonly/statuses_gen.go"], "\n\n// Package codesonly has a code.\n//\n")
	assert.NotContains(t, statuses["statuses/codesonly/statuses_gen.go"], "Not of the package")
	assert.Contains(t, statuses["statuses/codesonly/statuses_gen.go"],
		"// Gone is 460, Quite gone (Acme; only in a log). It is gone. Source: a book.\n//\n// https://example.com/460\nconst Gone httpstatus.Code = 460\n")
	assert.Contains(t, statuses["statuses/subsonly/statuses_gen.go"], "// Deprecated: use NoUser.\nvar NoOrder = ")
	assert.Contains(t, statuses["statuses/subsonly/statuses_gen.go"], "// Deprecated: use [NoUser].\nvar NoCustomer = messages.Status{Code: 404, Sub: 1000, Table: Table}\n")
	assert.Contains(t, statuses["statuses/subsonly/statuses_gen.go"], "// NoClient is another name of [NoUser].\nvar NoClient = messages.Status{Code: 404, Sub: 1000, Table: Table}\n")
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
	var keys []table.Key
	seen := map[table.Key]bool{}
	for len(keys) < n {
		k := table.Key{Code: []int{400, 403, 409, 422, 500}[random.IntN(5)], Sub: 2000 + random.IntN(5000), IsSub: true}
		if !seen[k] {
			seen[k] = true
			keys = append(keys, k)
		}
	}
	slices.SortFunc(keys, table.Key.Compare)
	subs, langs := []string{"substatus|name"}, []string{"language|name"}
	for i, k := range keys {
		subs = append(subs, fmt.Sprintf("%s|Status%d", k, i))
	}
	files := map[string]string{name + "/table/substatuses.tsv": tabletest.Lines(subs...)}
	for i, l := range languages {
		langs = append(langs, fmt.Sprintf("%s|Language%d", l, i))
		text := []string{"status|title|detail|remedy"}
		for _, k := range keys {
			text = append(text, fmt.Sprintf("%s|%s in %s|The detail of %s, which has a usual length, in %s.|The remedy of %s, in %s.", k, k, l, k, l, k, l))
		}
		files[name+"/table/text."+l+".tsv"] = tabletest.Lines(text...)
	}
	files[name+"/table/languages.tsv"] = tabletest.Lines(langs...)
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
					yield(c, 1000+s)
				}
			}
		}, "statuses/substatuses.tsv:65537: the file has 66000 rows: want at most 65535\nstatuses/text.en.tsv:65537: the file has 66000 rows: want at most 65535\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			subs, text := []string{"substatus|name"}, []string{"status|title|detail|remedy"}
			tt.keys(func(code, sub int) {
				subs = append(subs, fmt.Sprintf("%d.%d|S%d_%d", code, sub, code, sub))
				text = append(text, fmt.Sprintf("%d.%d|%d %d||", code, sub, code, sub))
			})
			writeTree(t, map[string]string{
				"statuses/substatuses.tsv": tabletest.Lines(subs...),
				"statuses/languages.tsv":   tabletest.Lines("language|name", "en|English"),
				"statuses/text.en.tsv":     tabletest.Lines(text...),
			})
			exit, _, stderr := gen(userArgs...)
			assert.Equal(t, 1, exit)
			assert.Equal(t, tt.want, stderr)
		})
	}
}
