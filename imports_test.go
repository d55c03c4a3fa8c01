package httpstatus_test

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const modulePath = "github.com/httpstatus-go/httpstatus"

// A listed package is what `go list -json` says of one.
type listed struct {
	ImportPath, Name, Dir, Export string
	Standard                      bool
	Imports, Deps                 []string
	GoFiles                       []string
}

// name is the path in the module: "" for the root, "messages", "vendors/nginx".
func (p listed) name() string {
	return strings.TrimPrefix(strings.TrimPrefix(p.ImportPath, modulePath), "/")
}

func ours(path string) bool {
	return path == modulePath || strings.HasPrefix(path, modulePath+"/")
}

// list runs go list with the flags, for all packages of the module.
func list(t *testing.T, flags ...string) (packages []listed) {
	t.Helper()
	cmd := exec.Command("go", append(append([]string{"list"}, flags...), "./...")...)
	cmd.Stderr = os.Stderr
	cmd.Env = append(os.Environ(), "GOFLAGS=") // none of the race detector's
	out, err := cmd.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, cmd.Start())
	for d := json.NewDecoder(out); ; {
		var p listed
		err := d.Decode(&p)
		if err == io.EOF {
			break
		}
		require.NoError(t, err)
		packages = append(packages, p)
	}
	require.NoError(t, cmd.Wait())
	require.NotEmpty(t, packages)
	return packages
}

// floorPlan has for each package those of this module that it may import. What imports what decides what a user links, and
// that a table with a fault locks no one out of the generator.
var floorPlan = map[string]string{
	"":                         "",
	"messages":                 "<root>",
	"invalid":                  "<root> messages",
	"vendors/*":                "<root> messages",
	"iislog":                   "<root>",
	"problem":                  "<root> messages invalid internal/field",
	"catalog":                  "<root> messages problem internal/field internal/tablejson",
	"statustest":               "<root> messages problem internal/field",
	"statustest/require":       "<root> messages problem statustest",
	"tables":                   "",
	"internal/field":           "",
	"internal/logcount":        "<root> iislog",
	"internal/logtext":         "<root> iislog",
	"internal/tablejson":       "",
	"internal/table":           "",
	"internal/table/tabletest": "",
	"internal/generate":        "internal/table internal/tablejson",
	"internal/gencmd":          "internal/table internal/generate internal/tablejson",
	"internal/shop":            "<root> messages",
	"gen":                      "internal/gencmd",
	"cmd/httpstatus": "<root> messages invalid problem catalog iislog tables vendors/* " +
		"internal/gencmd internal/logcount internal/logtext internal/table",
}

// neverLinked has what the packages must not bring into a program, by whatever way.
var neverLinked = map[string][]string{
	"":          {"fmt", "net/http", "encoding/json", "reflect", "regexp", "os", "time"},
	"messages":  {"net/http", "encoding/json", "text/template", "html/template", "net"},
	"invalid":   {"net/http", "encoding/json", "text/template", "html/template", "net"},
	"vendors/*": {"net/http", "encoding/json", "text/template", "html/template", "net"},
	"iislog":    {"net/http", "encoding/json", "golang.org/x/text/language"},
	"problem":   {"testing", "net/http/httptest", "flag"},
	"catalog":   {"testing", "net/http/httptest", "flag"},
}

// neverImported has what the packages must not import themselves; a package below them may.
var neverImported = map[string][]string{
	"messages": {"fmt", "reflect", "regexp"},
	"iislog":   {"fmt", "reflect", "regexp"},
}

func folder(name string) string {
	if strings.HasPrefix(name, "vendors/") {
		return "vendors/*"
	}
	return name
}

func TestFloorPlan(t *testing.T) {
	packages := list(t, "-json=ImportPath,Name,Imports,Deps,Standard")
	require.Greater(t, len(packages), 15)
	for _, p := range packages {
		name := folder(p.name())
		plan, ok := floorPlan[name]
		if !assert.True(t, ok, "%s has no place in floorPlan: say what it may import", p.ImportPath) {
			continue
		}
		for _, i := range p.Imports {
			if ours(i) {
				to := folder(listed{ImportPath: i}.name())
				if to == "" {
					to = "<root>"
				}
				assert.Contains(t, strings.Fields(plan), to, "%s imports %s", p.ImportPath, i)
			}
			assert.NotContains(t, neverImported[name], i, "%s imports it", p.ImportPath)
		}
		for _, d := range p.Deps {
			assert.NotContains(t, neverLinked[name], d, "%s brings it into a program", p.ImportPath)
			standard := !strings.Contains(strings.Split(d, "/")[0], ".") || strings.HasPrefix(d, "vendor/")
			if !standard && !ours(d) {
				assert.True(t, strings.HasPrefix(d, "golang.org/x/text/") && name != "", "%s brings %s into a program", p.ImportPath, d)
			}
		}
	}
}

// TestNothingAtImport looks for what runs before main, and for what a caller could change: an exported variable that is
// not made by the generator.
func TestNothingAtImport(t *testing.T) {
	n := 0
	for _, p := range list(t, "-json=ImportPath,Name,Dir,GoFiles") {
		for _, name := range p.GoFiles {
			f, err := parser.ParseFile(token.NewFileSet(), filepath.Join(p.Dir, name), nil, parser.ParseComments)
			require.NoError(t, err)
			n++
			for _, d := range f.Decls {
				switch d := d.(type) {
				case *ast.FuncDecl:
					assert.False(t, d.Recv == nil && d.Name.Name == "init", "%s/%s has an init function", p.ImportPath, name)
				case *ast.GenDecl:
					if d.Tok != token.VAR || ast.IsGenerated(f) || p.Name == "main" || strings.Contains(p.ImportPath, "/internal/") {
						continue
					}
					for _, s := range d.Specs {
						for _, id := range s.(*ast.ValueSpec).Names {
							assert.False(t, id.IsExported() && !slices.Contains(variables, p.name()+"."+id.Name), "%s/%s has the variable %s", p.ImportPath, name, id.Name)
						}
					}
				}
			}
		}
	}
	assert.Greater(t, n, 50)
}

// variables are those that hand-written code exports, each for a reason.
var variables = []string{
	"tables.Files", // embedded files: go:embed needs a variable, and an embed.FS has nothing that can be changed
}
