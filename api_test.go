package httpstatus_test

import (
	"flag"
	"fmt"
	"go/importer"
	"go/token"
	"go/types"
	"io"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "write testdata/api.txt anew")

// TestAPI compares what the packages export with testdata/api.txt, so that a change of it is seen in review: one line for a
// name, in the form of Go's own api/*.txt. `go test . -run TestAPI -update` writes the file anew.
func TestAPI(t *testing.T) {
	packages := list(t, "-deps", "-export", "-json=ImportPath,Name,Export,Standard")
	export := map[string]string{}
	for _, p := range packages {
		export[p.ImportPath] = p.Export
	}
	imp := importer.ForCompiler(token.NewFileSet(), "gc", func(path string) (io.ReadCloser, error) { return os.Open(export[path]) })
	var lines []string
	for _, p := range packages {
		if !ours(p.ImportPath) || p.Name == "main" || strings.Contains(p.ImportPath, "/internal/") {
			continue
		}
		pkg, err := imp.Import(p.ImportPath)
		require.NoError(t, err)
		for _, l := range exported(pkg) {
			lines = append(lines, "pkg "+strings.TrimPrefix(p.ImportPath, "github.com/httpstatus-go/")+", "+l)
		}
	}
	slices.Sort(lines)
	lines = slices.Compact(lines)
	require.Greater(t, len(lines), 500)
	got := strings.Join(lines, "\n") + "\n"
	const file = "testdata/api.txt"
	if *update {
		require.NoError(t, os.WriteFile(file, []byte(got), 0o644))
	}
	b, err := os.ReadFile(file)
	require.NoError(t, err)
	want := strings.Split(strings.TrimSuffix(string(b), "\n"), "\n")
	const run = "go test . -run TestAPI -update shows it in review"
	for _, l := range want {
		_, found := slices.BinarySearch(lines, l)
		assert.True(t, found, "gone: %s\n%s", l, run)
	}
	for _, l := range lines {
		assert.True(t, slices.Contains(want, l), "new: %s\n%s", l, run)
	}
	assert.Len(t, want, len(lines))
}

// exported has a line for each name that the package exports: constants with their values, fields and methods one by one.
func exported(pkg *types.Package) (lines []string) {
	qualify := func(p *types.Package) string {
		if p == pkg {
			return ""
		}
		return p.Name()
	}
	str := func(t types.Type) string { return types.TypeString(t, qualify) }
	add := func(format string, args ...any) { lines = append(lines, fmt.Sprintf(format, args...)) }
	for _, name := range pkg.Scope().Names() {
		obj := pkg.Scope().Lookup(name)
		if !obj.Exported() {
			continue
		}
		switch obj := obj.(type) {
		case *types.Const:
			add("const %s %s = %s", name, str(obj.Type()), obj.Val().ExactString())
		case *types.Var:
			add("var %s %s", name, str(obj.Type()))
		case *types.Func:
			add("func %s%s", name, strings.TrimPrefix(str(obj.Type()), "func"))
		case *types.TypeName:
			if obj.IsAlias() {
				add("type %s = %s", name, str(types.Unalias(obj.Type())))
				continue
			}
			named := obj.Type().(*types.Named)
			switch u := named.Underlying().(type) {
			case *types.Struct:
				add("type %s struct", str(named))
				for f := range u.Fields() {
					switch {
					case !f.Exported():
					case f.Embedded():
						add("type %s struct, embedded %s", name, str(f.Type()))
					default:
						add("type %s struct, %s %s", name, f.Name(), str(f.Type()))
					}
				}
			case *types.Interface:
				add("type %s interface", str(named))
				for m := range u.Methods() {
					if m.Exported() {
						add("type %s interface, %s%s", name, m.Name(), strings.TrimPrefix(str(m.Type()), "func"))
					}
				}
			default:
				add("type %s %s", str(named), str(u))
			}
			for m := range named.Methods() {
				if m.Exported() {
					add("method (%s) %s%s", str(m.Signature().Recv().Type()), m.Name(), strings.TrimPrefix(str(m.Type()), "func"))
				}
			}
		}
	}
	return lines
}
