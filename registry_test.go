package httpstatus_test

import (
	"encoding/csv"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/httpstatus-go/httpstatus"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestRegistry compares every number of the registry's range with the registry's file as it is kept in testdata.
func TestRegistry(t *testing.T) {
	about, err := os.ReadFile("testdata/iana/README.md")
	require.NoError(t, err)
	date := regexp.MustCompile(`Registry last updated: (\d{4}-\d\d-\d\d)\.`).FindStringSubmatch(string(about))
	require.NotNil(t, date, "the date of the file")
	_, err = time.Parse(time.DateOnly, date[1])
	require.NoError(t, err)

	f, err := os.Open("testdata/iana/http-status-codes-1.csv")
	require.NoError(t, err)
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	require.NoError(t, err)
	require.Equal(t, []string{"Value", "Description", "Reference"}, rows[0])

	next := 100
	for _, row := range rows[1:] {
		from, to, isRange := strings.Cut(row[0], "-")
		first, err := strconv.Atoi(from)
		require.NoError(t, err)
		last := first
		if isRange {
			last, err = strconv.Atoi(to)
			require.NoError(t, err)
		}
		require.Equal(t, next, first, "a gap in the file, or an overlap")
		require.GreaterOrEqual(t, last, first)
		next = last + 1
		for n := first; n <= last; n++ {
			registered(t, httpstatus.Code(n), row[1], row[2])
		}
	}
	assert.Equal(t, 600, next, "the registry ends at 599")
	for n := next; n <= 999; n++ {
		assert.False(t, httpstatus.Code(n).Known(), "%d", n)
	}
}

func registered(t *testing.T, c httpstatus.Code, description, reference string) {
	t.Helper()
	if description == "Unassigned" {
		assert.False(t, c.Known(), "%d is unassigned", int(c))
		return
	}
	require.True(t, c.Known(), "%d %s is registered", int(c), description)
	info := c.Info()
	state, reason := httpstatus.Permanent, description
	switch name, remark, _ := strings.Cut(description, " ("); {
	case strings.HasPrefix(remark, "TEMPORARY"):
		state, reason = httpstatus.Temporary, name
	case strings.HasPrefix(remark, "OBSOLETED"):
		state, reason = httpstatus.Obsoleted, name
	case description == "(Unused)":
		state = httpstatus.Unused
	}
	switch c {
	case httpstatus.UseProxy: // the registry has no word for it; RFC 9110, 15.4.6 deprecates it
		state = httpstatus.Deprecated
	case httpstatus.Teapot: // "(Unused)"; what people know it by is the phrase of RFC 2324
		reason = "I'm a teapot"
	}
	assert.Equal(t, state, info.State, "%d", int(c))
	assert.Equal(t, reason, c.Reason(), "%d", int(c))

	// "[RFC9110, Section 15.5.5]" is the specification "RFC 9110, 15.5.5". Where the registry has no section, ours does.
	// Of a draft the tables name a newer edition than that of the registration.
	first, _, _ := strings.Cut(strings.TrimPrefix(reference, "["), "]")
	if draft, ok := strings.CutPrefix(first, "draft-"); ok {
		name := draft[:strings.LastIndexByte(draft, '-')]
		assert.True(t, strings.HasPrefix(info.Spec, "draft-"+name+"-"), "%d: %s", int(c), info.Spec)
		return
	}
	spec, section, _ := strings.Cut(first, ", Section ")
	spec = strings.Replace(spec, "RFC", "RFC ", 1)
	if section != "" {
		assert.Equal(t, spec+", "+section, info.Spec, "%d", int(c))
	} else {
		assert.True(t, strings.HasPrefix(info.Spec, spec+", "), "%d: %s, want one of %s", int(c), info.Spec, spec)
	}
}
