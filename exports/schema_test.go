package exports

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/exports/odd"
	"github.com/httpstatus-go/httpstatus/invalid"
	"github.com/httpstatus-go/httpstatus/messages"
	"github.com/httpstatus-go/httpstatus/vendors/akamai"
	"github.com/httpstatus-go/httpstatus/vendors/alibabaalb"
	"github.com/httpstatus-go/httpstatus/vendors/awselb"
	"github.com/httpstatus-go/httpstatus/vendors/cloudflare"
	"github.com/httpstatus-go/httpstatus/vendors/edgeone"
	"github.com/httpstatus-go/httpstatus/vendors/nginx"
	"github.com/httpstatus-go/httpstatus/vendors/nonstandard"
	"github.com/httpstatus-go/httpstatus/vendors/tencentcdn"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// read returns a file of JSON.
func read(t *testing.T, file string) any {
	t.Helper()
	data, err := os.ReadFile(file)
	require.NoError(t, err)
	return decode(t, string(data))
}

func decode(t *testing.T, text string) any {
	t.Helper()
	v, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
	require.NoError(t, err, text)
	return v
}

// compiler returns a compiler of JSON Schema that knows a file by the name "file:///schema".
func compiler(t *testing.T, file string) *jsonschema.Compiler {
	t.Helper()
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	require.NoError(t, c.AddResource("file:///schema", read(t, file)))
	return c
}

// A document is a file of the form that tables/statuses.schema.json describes, as far as package messages has the same.
type document struct {
	Version int
	Tables  []statuses
}

type statuses struct {
	Name      string
	Languages []string
	Statuses  []status
	OtherText []status `json:"other_text"`
}

type status struct {
	Status                                string
	Code                                  int
	Substatus                             *int
	Name, ID, Type                        string
	Params                                []messages.ParamType
	Retry                                 string
	MustHave                              []string `json:"must_have"`
	Vendor, Seen, Source, URL, Deprecated string
	Text                                  map[string]struct {
		Title, Detail, Remedy, Component, Note string
		Search                                 []string
	}
}

// TestJSON validates the files of JSON against their schema, and compares them with what the tables have at run time.
func TestJSON(t *testing.T) {
	schema, err := compiler(t, "../tables/statuses.schema.json").Compile("file:///schema")
	require.NoError(t, err)
	for file, tables := range map[string][]*messages.Table{
		"../tables/statuses.json": {
			messages.Standard, akamai.Table, alibabaalb.Table, awselb.Table, cloudflare.Table, edgeone.Table, invalid.Table, nginx.Table,
			nonstandard.Table, tencentcdn.Table,
		},
		"odd/statuses.json": {odd.Table},
	} {
		require.NoError(t, schema.Validate(read(t, file)), file)
		data, err := os.ReadFile(file)
		require.NoError(t, err)
		assert.NotContains(t, string(data), "<")
		var d document
		require.NoError(t, json.Unmarshal(data, &d))
		assert.Equal(t, 1, d.Version)
		require.Len(t, d.Tables, len(tables), file)
		for _, want := range tables {
			i := slices.IndexFunc(d.Tables, func(t statuses) bool { return t.Name == want.Name() })
			require.GreaterOrEqual(t, i, 0, want.Name())
			compareTable(t, want, d.Tables[i])
			compareOthers(t, want, d.Tables[i].OtherText)
		}
	}
}

func compareTable(t *testing.T, want *messages.Table, got statuses) {
	t.Helper()
	var tags []string
	for d := range want.Dictionaries() {
		tags = append(tags, d.String())
	}
	assert.Equal(t, tags, got.Languages)
	i := 0
	for r := range want.Rows() {
		require.Less(t, i, len(got.Statuses), r.String())
		s := got.Statuses[i]
		i++
		assert.Equal(t, r.String(), s.Status)
		assert.Equal(t, int(r.Code), s.Code)
		if r.Sub < 0 {
			assert.Nil(t, s.Substatus, r.String())
		} else {
			require.NotNil(t, s.Substatus, r.String())
			assert.Equal(t, r.Sub, *s.Substatus)
		}
		assert.Equal(t, []string{r.Name, r.ID, r.Type, r.Vendor, r.Seen, r.Source, r.URL, r.Deprecated},
			[]string{s.Name, s.ID, s.Type, s.Vendor, s.Seen, s.Source, s.URL, s.Deprecated}, r.String())
		info := r.Code.Info()
		assert.Equal(t, info.Retry.String(), s.Retry, r.String())
		assert.Equal(t, info.MustHave, strings.Join(s.MustHave, ", "), r.String())
		assert.Equal(t, r.Params, s.Params, r.String())
		assert.Len(t, s.Text, len(tags))
		for d := range want.Dictionaries() {
			m, text := r.Message(d), s.Text[d.String()]
			blank := func(template string) string { // as a status has its text that has no values
				for _, p := range r.Params {
					template = strings.ReplaceAll(template, "{"+p.Name+"}", "…")
				}
				return template
			}
			assert.Equal(t, []string{m.Title, m.Detail, m.Remedy, r.Component(d), r.Note(d), r.Search(d)},
				[]string{blank(text.Title), blank(text.Detail), blank(text.Remedy), text.Component, text.Note, strings.Join(text.Search, "; ")}, "%s in %s", r, d)
		}
	}
	assert.Len(t, got.Statuses, i)
}

// compareOthers compares the text of what is no row of a table with that of its dictionaries.
func compareOthers(t *testing.T, want *messages.Table, got []status) {
	t.Helper()
	var names []string
	for _, o := range got {
		names = append(names, o.Status)
		for d := range want.Dictionaries() {
			text, ok := o.Text[d.String()]
			if !ok {
				continue
			}
			code, err := httpstatus.ParseCode(strings.Replace(o.Status, "xx", "99", 1)) // no code of a class has 99
			require.NoError(t, err)
			m := d.Code(code)
			assert.Equal(t, []string{m.Title, m.Detail, m.Remedy}, []string{text.Title, text.Detail, text.Remedy}, "%s in %s", o.Status, d)
		}
	}
	switch want {
	case odd.Table:
		assert.Equal(t, []string{"4xx", "404"}, names)
		assert.Len(t, got[0].Text, 1)
	case messages.Standard:
		assert.Equal(t, []string{"1xx", "2xx", "3xx", "4xx", "5xx"}, names)
	}
}

// TestOpenAPI validates what package problem answers for every status, and the examples, against the components: by the
// schema of the status, by none of the others, and by what the response of the code allows.
func TestOpenAPI(t *testing.T) {
	const file = "odd/openapi.json"
	c := compiler(t, file)
	at := func(path ...string) *jsonschema.Schema {
		t.Helper()
		pointer := "file:///schema#"
		for _, p := range path {
			pointer += "/" + strings.NewReplacer("~", "~0", "/", "~1").Replace(p)
		}
		s, err := c.Compile(pointer)
		require.NoError(t, err, pointer)
		return s
	}
	var doc struct {
		Components struct {
			Schemas   map[string]any
			Responses map[string]struct {
				Headers map[string]any
				Content map[string]struct {
					Examples map[string]struct {
						Ref string `json:"$ref"`
					}
				}
			}
			Examples map[string]struct{ Value json.RawMessage }
		}
	}
	data, err := os.ReadFile(file)
	require.NoError(t, err)
	assert.NotContains(t, string(data), "<")
	require.NoError(t, json.Unmarshal(data, &doc))

	check := func(body string, r messages.Row) {
		t.Helper()
		v := decode(t, body)
		for other := range odd.Table.Rows() {
			if other.Code < 400 {
				assert.NotContains(t, doc.Components.Schemas, other.Name)
				continue
			}
			err := at("components", "schemas", other.Name).Validate(v)
			assert.Equal(t, other.Name == r.Name, err == nil, "%s by the schema of %s: %v", body, other.Name, err)
		}
		assert.NoError(t, at("components", "schemas", "problem").Validate(v))
		code := strconv.Itoa(int(r.Code))
		for _, name := range []string{r.Name, code} {
			schema := at("components", "responses", name, "content", "application/problem+json", "schema")
			assert.NoError(t, schema.Validate(v), name)
		}
	}
	for _, a := range answers(t) {
		check(a.body, a.row)
	}
	n := 0
	for r := range odd.Table.Rows() {
		if r.Code < 400 {
			continue
		}
		for d := range odd.Table.Dictionaries() {
			name := r.Name + "." + d.String()
			require.Contains(t, doc.Components.Examples, name)
			value := string(doc.Components.Examples[name].Value)
			check(value, r)
			var e struct{ Title string }
			require.NoError(t, json.Unmarshal([]byte(value), &e))
			title := []messages.Param{}
			for _, p := range r.Params {
				v := any("{" + p.Name + "}")
				if p.Type == "int" {
					v = 3
				}
				title = append(title, messages.Param{Name: p.Name, Value: v})
			}
			assert.Equal(t, odd.Table.Fill(d, r.Code, r.Sub, title...).Title, e.Title)
			for _, response := range []string{r.Name, strconv.Itoa(int(r.Code))} {
				assert.Equal(t, "#/components/examples/"+name, doc.Components.Responses[response].Content["application/problem+json"].Examples[name].Ref)
			}
			n++
		}
	}
	assert.Len(t, doc.Components.Examples, n)
	assert.Contains(t, doc.Components.Responses["401"].Headers, "WWW-Authenticate")
	assert.NotContains(t, doc.Components.Responses["403"].Headers, "WWW-Authenticate")
	// A description is CommonMark: what is markup there is escaped.
	description := doc.Components.Schemas["Constructor"].(map[string]any)["description"]
	assert.Contains(t, description, "403.1001 \\`Constructor\\` &lt;/script&gt; ${length}. &lt;/script&gt;")
	assert.Contains(t, description, "\\[a\\](javascript:b) !\\[c\\](d) \\*\\*e\\*\\*")

	// What is not as it is sent is found.
	good := answers(t)[0].body
	for _, change := range [][2]string{
		{`"status":401`, `"status":403`}, {`"code":"class"`, `"code":"new"`}, {`"code":"class"`, `"kode":"class"`},
		{`#class`, `#klass`}, {`"401.1001"`, `"401.1002"`}, {`"title":`, `"titel":`},
	} {
		require.Equal(t, 1, bytes.Count([]byte(good), []byte(change[0])), good)
		bad := decode(t, strings.Replace(good, change[0], change[1], 1))
		assert.Error(t, at("components", "responses", "401", "content", "application/problem+json", "schema").Validate(bad), change[1])
	}
}

// TestOpenAPIDocument validates whole documents by the schema of OpenAPI 3.1, which no other test does, and follows what
// they refer to.
func TestOpenAPIDocument(t *testing.T) {
	const web = "../examples/billing/web/"
	node(t, "", "testdata/openapi.mjs", "odd/openapi.json", web+"statuses.openapi.json", web+"openapi.yaml=statuses.openapi.json="+web+"statuses.openapi.json")

	// A reference to nothing is found.
	source, err := os.ReadFile(web + "openapi.yaml")
	require.NoError(t, err)
	file := filepath.Join(t.TempDir(), "openapi.yaml")
	require.NoError(t, os.WriteFile(file, bytes.Replace(source, []byte("AccountFrozen"), []byte("AccountFroze"), 1), 0o666))
	refused := exec.Command("node", "testdata/openapi.mjs", file+"=statuses.openapi.json="+web+"statuses.openapi.json")
	out, err := refused.CombinedOutput()
	assert.Error(t, err)
	assert.Contains(t, string(out), "AccountFroze")
}
