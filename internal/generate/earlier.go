package generate

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strconv"
	"strings"

	"github.com/httpstatus-go/httpstatus/internal/table"
)

// EarlierFiles are what Earlier reads; the first is the one with the statuses.
var EarlierFiles = [...]string{statusesFile, textFile}

// Earlier reads what names, numbers and IDs the files of a package give that an earlier run has written. The files are by
// their names; file is how faults call the one with the statuses. Of a package that is not there, or that is not as this
// version writes it, there is nothing to read.
func Earlier(files map[string][]byte, file string) table.Earlier {
	e := table.Earlier{File: file}
	src := files[statusesFile]
	if !IsGenerated(src) {
		return e
	}
	f, err := parser.ParseFile(token.NewFileSet(), statusesFile, src, parser.SkipObjectResolution)
	if err != nil {
		return e
	}
	names, numbers := map[string]table.Key{}, map[table.Key]bool{}
	rows := 0
	for _, d := range f.Decls {
		g, ok := d.(*ast.GenDecl)
		if !ok || g.Tok != token.CONST && g.Tok != token.VAR {
			continue
		}
		for _, spec := range g.Specs {
			v, ok := spec.(*ast.ValueSpec)
			if !ok || len(v.Names) != 1 || len(v.Values) != 1 {
				continue
			}
			k, ok := earlierKey(v.Values[0], names)
			if !ok {
				continue
			}
			given := table.Given{Key: k, Name: v.Names[0].Name}
			if given.IsAlias = numbers[k]; !given.IsAlias {
				rows++
			}
			names[given.Name], numbers[k] = k, true
			e.Given = append(e.Given, given)
		}
	}
	// The statuses stand in the order of the rows, among their aliases.
	ids := earlierIDs(files[textFile], rows)
	for i := range e.Given {
		if !e.Given[i].IsAlias && len(ids) > 0 {
			e.Given[i].ID, ids = ids[0], ids[1:]
		}
	}
	return e
}

// earlierKey returns the number that an expression is, of a code, a status or one of the names.
func earlierKey(x ast.Expr, names map[string]table.Key) (k table.Key, ok bool) {
	switch x := x.(type) {
	case *ast.BasicLit:
		return table.ParseKey(x.Value)
	case *ast.Ident:
		k, ok = names[x.Name]
		return k, ok
	case *ast.CompositeLit:
		var number [2]string
		for _, e := range x.Elts {
			kv, ok := e.(*ast.KeyValueExpr)
			if !ok {
				return k, false
			}
			name, ok1 := kv.Key.(*ast.Ident)
			value, ok2 := kv.Value.(*ast.BasicLit)
			switch {
			case !ok1 || !ok2:
			case name.Name == "Code":
				number[0] = value.Value
			case name.Name == "Sub":
				number[1] = value.Value
			}
		}
		return table.ParseKey(number[0] + "." + number[1])
	}
	return k, false
}

// earlierIDs returns the IDs of so many rows, from the file of a package's text; none if they are not there.
func earlierIDs(src []byte, rows int) (ids []string) {
	f, err := parser.ParseFile(token.NewFileSet(), textFile, src, parser.SkipObjectResolution)
	if err != nil {
		return nil
	}
	var text string
	var bounds []int
	for _, d := range f.Decls {
		g, ok := d.(*ast.GenDecl)
		if !ok {
			continue
		}
		for _, spec := range g.Specs {
			v, ok := spec.(*ast.ValueSpec)
			if !ok || len(v.Names) != 1 || len(v.Values) != 1 {
				continue
			}
			switch v.Names[0].Name {
			case "facts":
				text = constant(v.Values[0])
			case "factBounds":
				lit, ok := v.Values[0].(*ast.CompositeLit)
				if !ok {
					return nil
				}
				for _, e := range lit.Elts {
					if n, ok := e.(*ast.BasicLit); ok {
						i, _ := strconv.Atoi(n.Value)
						bounds = append(bounds, i)
					}
				}
			}
		}
	}
	// How many facts a row has, row 0 too, is another number in other versions; the place of the ID is one.
	facts := (len(bounds) - 1) / (rows + 1)
	const id = 1
	if facts <= id || len(bounds) != (rows+1)*facts+1 {
		return nil
	}
	for i := facts; i+id+1 < len(bounds); i += facts {
		from, to := bounds[i+id], bounds[i+id+1]
		if from < 0 || from > to || to > len(text) {
			return nil
		}
		ids = append(ids, text[from:to])
	}
	return ids
}

// constant returns the string that a sum of literals is. It goes down the sum without a call for each term.
func constant(x ast.Expr) string {
	var parts []string
	for {
		sum, ok := x.(*ast.BinaryExpr)
		last := x
		if ok {
			last = sum.Y
		}
		lit, isLit := last.(*ast.BasicLit)
		if !isLit {
			return ""
		}
		s, err := strconv.Unquote(lit.Value)
		if err != nil {
			return ""
		}
		parts = append(parts, s)
		if !ok {
			break
		}
		x = sum.X
	}
	var b strings.Builder
	for i := len(parts) - 1; i >= 0; i-- {
		b.WriteString(parts[i])
	}
	return b.String()
}

// Form returns the form that a generated file of statuses says that it has, "IfUndefinedRunGenAgain3"; "" if it says none.
func Form(data []byte) string {
	_, rest, ok := strings.Cut(string(data), "\nconst _ = messages.")
	if !ok {
		return ""
	}
	form, _, _ := strings.Cut(rest, "\n")
	return form
}
