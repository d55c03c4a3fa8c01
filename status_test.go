package httpstatus_test

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/constant"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io/fs"
	"iter"
	"math"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/httpstatus-go/httpstatus"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// table reads a file of tables in the slowest way: a map a row.
func table(t *testing.T, name string) (rows []map[string]string) {
	t.Helper()
	f, err := os.Open(filepath.Join("tables", name))
	require.NoError(t, err)
	defer f.Close()
	var columns []string
	for lines := bufio.NewScanner(f); lines.Scan(); {
		fields := strings.Split(lines.Text(), "\t")
		switch {
		case strings.HasPrefix(lines.Text(), "#"):
		case columns == nil:
			columns = fields
		default:
			row := map[string]string{}
			for i, c := range columns {
				if fields[i] != "-" {
					row[c] = fields[i]
				}
			}
			rows = append(rows, row)
		}
	}
	require.NotEmpty(t, rows)
	return rows
}

// TestWalk compares every value in and around the domain with what the tables say.
func TestWalk(t *testing.T) {
	codes, subs, texts := map[int]map[string]string{}, map[string]map[string]string{}, map[string]map[string]string{}
	for _, r := range table(t, "codes.tsv") {
		c, err := strconv.Atoi(r["code"])
		require.NoError(t, err)
		codes[c] = r
	}
	for _, r := range table(t, "substatuses.tsv") {
		subs[r["substatus"]] = r
	}
	for _, r := range table(t, "text.en.tsv") {
		texts[r["status"]] = r
	}
	require.Len(t, codes, 64)
	require.Len(t, subs, 160)

	var wantCodes []httpstatus.Code
	var wantSubs []httpstatus.Substatus
	for n := -1; n <= 1100; n++ {
		c, row := httpstatus.Code(n), codes[n]
		if row != nil {
			wantCodes = append(wantCodes, c)
		}
		text := strings.TrimSpace(fmt.Sprint(n, " ", row["reason"]))
		ok := c.Known() == (row != nil) && c.Reason() == row["reason"] && c.String() == text && c.Error() == text &&
			c.StatusCode() == n && c.Valid() == (100 <= n && n <= 999) && (c.Err() == nil) == (n < 400)
		info := c.Info()
		ok = ok && info.Spec == row["spec"] && info.URL == row["url"] && info.MustHave == row["musthave"] &&
			info.State.String() == row["state"] && info.Retry.String() == row["retry"] &&
			info.Content == (row["content"] == "yes") && info.Cacheable == (row["cacheable"] == "yes") && info.NoStore == (row["nostore"] == "yes")
		class := n / 100
		if n < 100 || n > 599 {
			class = 0
		}
		ok = ok && int(c.Class()) == class
		if !ok {
			t.Errorf("Code(%d) disagrees with the table: %v, %+v", n, c, info)
		}
		var ofCode []httpstatus.Substatus
		for m := -1; m <= 1100; m++ {
			s := c.Sub(m)
			id := strconv.Itoa(n) + "." + strconv.Itoa(m)
			row := subs[id]
			if row != nil {
				ofCode = append(ofCode, s)
			}
			if s.Code != c || s.Sub != m || s.String() != id || s.StatusCode() != n || s.Known() != (row != nil) {
				t.Errorf("Substatus %s disagrees with the table", id)
			}
			info := s.Info()
			if row == nil {
				if info != (httpstatus.IISInfo{}) || s.Error() != strings.TrimSpace(id+" "+codes[n]["reason"]) {
					t.Errorf("unknown Substatus %s: %v, %+v", id, s.Error(), info)
				}
				continue
			}
			replaced := ""
			if info.Replaced != (httpstatus.Substatus{}) {
				replaced = info.Replaced.String()
			}
			if text := texts[id]; s.Error() != id+" "+text["title"] || info.Title != text["title"] || info.Component != text["component"] ||
				info.Versions.String() != row["versions"] || info.Legacy != row["legacy"] || info.Note != text["note"] || replaced != row["replaced"] {
				t.Errorf("Substatus %s disagrees with the table: %+v", id, info)
			}
		}
		if got := slices.Collect(c.Substatuses()); !slices.Equal(got, ofCode) {
			t.Errorf("Code(%d).Substatuses() = %v, want %v", n, got, ofCode)
		}
		wantSubs = append(wantSubs, ofCode...)
	}
	assert.Equal(t, wantCodes, slices.Collect(httpstatus.Codes()))
	assert.Equal(t, wantSubs, slices.Collect(httpstatus.Substatuses()))
	for _, far := range []httpstatus.Substatus{{Code: 403, Sub: math.MaxInt}, {Code: 403, Sub: math.MinInt}, {Code: math.MinInt, Sub: 14}, {Code: math.MaxInt, Sub: math.MaxInt}} {
		assert.False(t, far.Known(), far.String())
	}
}

// TestStopEarly leaves each sequence after its first value.
func TestStopEarly(t *testing.T) {
	first(t, httpstatus.Codes(), httpstatus.Continue)
	first(t, httpstatus.Substatuses(), httpstatus.IISLoggedTooManyConcurrentRequests)
	first(t, httpstatus.ServiceUnavailable.Substatuses(), httpstatus.IISApplicationPoolUnavailable)
}

func first[V comparable](t *testing.T, seq iter.Seq[V], want V) {
	t.Helper()
	n := 0
	for v := range seq {
		n++
		assert.Equal(t, want, v)
		break
	}
	assert.Equal(t, 1, n)
}

func TestParseCode(t *testing.T) {
	for _, c := range []httpstatus.Code{100, 404, 418, 599, 600, 999} {
		got, err := httpstatus.ParseCode(strconv.Itoa(int(c)))
		assert.NoError(t, err)
		assert.Equal(t, c, got)
	}
	for _, s := range badStatuses {
		_, err := httpstatus.ParseCode(s)
		checkSyntaxError(t, s, err)
	}
	for _, s := range []string{"404.0", "HTTP 404", "404 Not Found"} {
		_, err := httpstatus.ParseCode(s)
		checkSyntaxError(t, s, err)
	}
	_, err := httpstatus.ParseCode("40x")
	assert.EqualError(t, err, `httpstatus: invalid status "40x": want three digits from 100 to 999, as "404"`)
}

// badStatuses is what neither parser takes.
var badStatuses = []string{
	"", "4", "40", "4044", "099", "000", "-404", "+404", " 404", "404 ", "4o4", "0x194", "４０４", "٤٠٤", "404\x00",
	"403.", "403.-1", "403.+1", "403. 1", "403.99999999999", "403.65536", "403.01", "403.00", "403.1.2", "403,14", "403/14",
	"403.14.htm", "403-.asp", ".14", "HTTP", "HTTP ", "HTTP Error", "HTTP Error ", "HTTP403.14", "HTTP/1.1 403.14", "40.14",
	"\xff\xfe", strings.Repeat("9", 1<<20), "403." + strings.Repeat("1", 1<<20), "HTTP Error " + strings.Repeat(" ", 1<<20),
}

func checkSyntaxError(t *testing.T, input string, err error) {
	t.Helper()
	if !assert.Error(t, err, "%.50q", input) {
		return
	}
	quoted := strconv.Quote(input[:min(len(input), 40)])
	assert.Contains(t, err.Error(), quoted)
	assert.Contains(t, err.Error(), ": want ")
	assert.Less(t, len(err.Error()), 40*len(`\x00`)+150)
}

// TestBoundedErrors measures that bad input of a megabyte costs no more than a short one.
func TestBoundedErrors(t *testing.T) {
	long := strings.Repeat("1", 1<<20)
	text := []byte(long)
	var s httpstatus.Substatus
	bytes := func(f func()) uint64 {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		for range 100 {
			f()
		}
		runtime.ReadMemStats(&after)
		return (after.TotalAlloc - before.TotalAlloc) / 100
	}
	assert.Less(t, bytes(func() { httpstatus.ParseCode(long) }), uint64(4<<10))
	assert.Less(t, bytes(func() { httpstatus.ParseSubstatus(long) }), uint64(4<<10))
	assert.Less(t, bytes(func() { s.UnmarshalText(text) }), uint64(4<<10))
}

// A framework's error, which knows its status only by the method that everyone has.
type frameworkError int

func (e frameworkError) Error() string   { return "framework error" }
func (e frameworkError) StatusCode() int { return int(e) }

func TestCodeOf(t *testing.T) {
	for _, tt := range []struct {
		err  error
		want httpstatus.Code
		ok   bool
	}{
		{nil, 0, false},
		{errors.New("plain"), 0, false},
		{httpstatus.NotFound, 404, true},
		{httpstatus.IISDirectoryListingDenied, 403, true},
		{frameworkError(429), 429, true},
		{frameworkError(7), 7, true},
		{fmt.Errorf("open: %w", httpstatus.IISRequestTimedOut), 408, true},
		{errors.Join(errors.New("plain"), fmt.Errorf("two: %w", httpstatus.Gone), httpstatus.Conflict), 410, true},
	} {
		got, ok := httpstatus.CodeOf(tt.err)
		assert.Equal(t, tt.want, got, "%v", tt.err)
		assert.Equal(t, tt.ok, ok, "%v", tt.err)
	}
}

func TestErr(t *testing.T) {
	assert.NoError(t, httpstatus.OK.Err())
	assert.NoError(t, httpstatus.Code(399).Err())
	assert.NoError(t, httpstatus.Code(-1).Err())
	assert.Equal(t, httpstatus.BadRequest, httpstatus.BadRequest.Err())
	assert.ErrorIs(t, fmt.Errorf("wrapped: %w", httpstatus.Code(999).Err()), httpstatus.Code(999))
}

func TestClass(t *testing.T) {
	for c, want := range map[httpstatus.Class][2]string{
		-1: {"0xx", ""}, 0: {"0xx", ""}, 6: {"0xx", ""},
		httpstatus.Informational: {"1xx", "Informational"},
		httpstatus.Successful:    {"2xx", "Successful"},
		httpstatus.Redirection:   {"3xx", "Redirection"},
		httpstatus.ClientError:   {"4xx", "Client Error"},
		httpstatus.ServerError:   {"5xx", "Server Error"},
	} {
		assert.Equal(t, want, [2]string{c.String(), c.Name()})
	}
	assert.Equal(t, httpstatus.ClientError, httpstatus.Code(499).Class())
}

func TestStateAndRetryNames(t *testing.T) {
	for _, s := range []fmt.Stringer{httpstatus.State(-1), httpstatus.State(0), httpstatus.State(6), httpstatus.Retry(-1), httpstatus.Retry(0), httpstatus.Retry(7)} {
		assert.Empty(t, s.String(), "%#v", s)
	}
	assert.Equal(t, "Permanent", httpstatus.NotFound.Info().State.String())
	assert.Equal(t, "AfterChange", httpstatus.Unauthorized.Info().Retry.String())
}

// TestNumbers holds a Code to stay a number for those who encode it.
func TestNumbers(t *testing.T) {
	b, err := json.Marshal(map[httpstatus.Code]httpstatus.Code{404: httpstatus.Gone})
	require.NoError(t, err)
	assert.JSONEq(t, `{"404": 410}`, string(b))
	for _, name := range []string{"MarshalText", "MarshalJSON", "AppendText", "MarshalBinary"} {
		assert.Nil(t, types.NewMethodSet(scope(t).Lookup("Code").Type()).Lookup(nil, name), name)
	}
}

// scope type-checks the package from its source.
func scope(t *testing.T) *types.Scope {
	t.Helper()
	fset := token.NewFileSet()
	var files []*ast.File
	for _, name := range sources(t) {
		f, err := parser.ParseFile(fset, name, nil, parser.SkipObjectResolution)
		require.NoError(t, err)
		files = append(files, f)
	}
	conf := types.Config{Importer: importer.ForCompiler(fset, "source", nil)}
	pkg, err := conf.Check("httpstatus", fset, files, nil)
	require.NoError(t, err)
	return pkg.Scope()
}

func sources(t *testing.T) (names []string) {
	t.Helper()
	all, err := fs.Glob(os.DirFS("."), "*.go")
	require.NoError(t, err)
	for _, name := range all {
		if !strings.HasSuffix(name, "_test.go") {
			names = append(names, name)
		}
	}
	return names
}

// TestNetHTTPNames compiles every name of net/http without its prefix, with the value that it has there.
func TestNetHTTPNames(t *testing.T) {
	ours := scope(t)
	theirs, err := importer.ForCompiler(token.NewFileSet(), "source", nil).Import("net/http")
	require.NoError(t, err)
	n := 0
	for _, name := range theirs.Scope().Names() {
		c, ok := theirs.Scope().Lookup(name).(*types.Const)
		short, isStatus := strings.CutPrefix(name, "Status")
		if !ok || !isStatus {
			continue
		}
		n++
		if our, ok := ours.Lookup(short).(*types.Const); assert.True(t, ok, name) {
			assert.True(t, constant.Compare(our.Val(), token.EQL, c.Val()), name)
		}
	}
	assert.Greater(t, n, 60)
	assert.Equal(t, httpstatus.ContentTooLarge, httpstatus.PayloadTooLarge)
	assert.Equal(t, http.StatusTeapot, int(httpstatus.Teapot))
}

// TestNothingHidden looks for what a reader of the package would not expect of it.
func TestNothingHidden(t *testing.T) {
	allowed := []string{"errors", "iter", "strconv"}
	for _, name := range sources(t) {
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		require.NoError(t, err)
		for _, i := range f.Imports {
			path, err := strconv.Unquote(i.Path.Value)
			require.NoError(t, err)
			assert.Contains(t, allowed, path, name)
		}
		for _, d := range f.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok && fn.Recv == nil {
				assert.NotEqual(t, "init", fn.Name.Name, name)
			}
		}
		ast.Inspect(f, func(n ast.Node) bool {
			_, isMap := n.(*ast.MapType)
			assert.False(t, isMap, "%s has a map", name)
			return true
		})
	}
	s := scope(t)
	for _, name := range s.Names() {
		if v, ok := s.Lookup(name).(*types.Var); ok && v.Exported() {
			assert.Equal(t, "httpstatus.Substatus", v.Type().String(), name)
		}
	}
}

func TestAllocs(t *testing.T) {
	codes := slices.Collect(httpstatus.Codes())
	subs := slices.Collect(httpstatus.Substatuses())
	i := 0
	var n int
	assert.Zero(t, testing.AllocsPerRun(1000, func() {
		c, s := codes[i%len(codes)], subs[i%len(subs)]
		i++
		n += len(c.Reason()) + len(c.Info().Spec) + int(c.Class()) + len(s.Info().Title)
		if c.Known() && s.Known() && s.Is(httpstatus.Forbidden) {
			n++
		}
		p, _ := httpstatus.ParseSubstatus("HTTP Error 500-100.asp")
		n += p.Sub
	}))
	assert.NotZero(t, n)
}

func FuzzParseCode(f *testing.F) {
	for _, s := range append([]string{"404", "999"}, badStatuses[:len(badStatuses)-3]...) {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		c, err := httpstatus.ParseCode(s)
		if err != nil {
			checkSyntaxError(t, s, err)
			return
		}
		if strconv.Itoa(int(c)) != s || !c.Valid() {
			t.Errorf("ParseCode(%q) = %d", s, c)
		}
	})
}
