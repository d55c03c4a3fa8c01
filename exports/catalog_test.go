package exports

import (
	"net/http/httptest"
	"testing"

	"github.com/httpstatus-go/httpstatus/catalog"
	"github.com/httpstatus-go/httpstatus/exports/odd"
	"github.com/httpstatus-go/httpstatus/messages"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestCatalog validates what the pages of package catalog are in JSON by the schema of the same form.
func TestCatalog(t *testing.T) {
	schema, err := compiler(t, "../tables/statuses.schema.json").Compile("file:///schema")
	require.NoError(t, err)
	for path, h := range map[string]*messages.Table{"/": odd.Table, "/value-of": odd.Table, "/460": odd.Table, "/403.14": messages.Standard, "/404": messages.Standard} {
		r := httptest.NewRequest("GET", path, nil)
		r.Header.Set("Accept", "application/json")
		w := httptest.NewRecorder()
		catalog.Handler(h).ServeHTTP(w, r)
		require.Equal(t, 200, w.Code, path)
		assert.NoError(t, schema.Validate(decode(t, w.Body.String())), path)
		assert.Contains(t, w.Body.String(), `"version": 1`, path)
	}
}
