package httpstatus_test

import (
	"encoding/json"
	"go/ast"
	"go/constant"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io/fs"
	"net/http"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/httpstatus-go/httpstatus"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

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
