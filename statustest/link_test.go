package statustest_test

import (
	"os/exec"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// A program that imports the packages that this one tests links nothing of this package, nor does this package of testify.
func TestLink(t *testing.T) {
	const module = "github.com/httpstatus-go/httpstatus"
	deps := func(path string) string {
		out, err := exec.Command("go", "list", "-deps", path).Output()
		require.NoError(t, err)
		return string(out)
	}
	for _, path := range []string{module + "/statustest", module + "/statustest/require"} {
		assert.NotContains(t, deps(path), "github.com/stretchr/", "%s needs testify in its own tests alone", path)
	}
	for _, path := range []string{module, module + "/messages", module + "/problem"} {
		list := deps(path)
		assert.Contains(t, list, path+"\n")
		for dep := range strings.Lines(list) {
			for _, foreign := range []string{"github.com/stretchr/", "go.yaml.in/", module + "/statustest", "testing", "net/http/httptest"} {
				assert.False(t, strings.HasPrefix(dep, foreign), "%s links %s", path, dep)
			}
		}
	}
	for _, path := range []string{module + "/statustest", module + "/statustest/require"} {
		assert.Contains(t, deps(path), "net/http/httptest\n", "the list is what it is taken for")
	}
}
