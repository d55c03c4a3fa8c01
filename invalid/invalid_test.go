package invalid_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/invalid"
	"github.com/httpstatus-go/httpstatus/messages"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func Example() {
	err := fmt.Errorf("the order: %w", invalid.TooShortError{Min: 3})
	fmt.Println(err)
	fmt.Println(errors.Is(err, invalid.TooShort), errors.Is(err, httpstatus.UnprocessableContent))

	var short invalid.TooShortError
	if errors.As(err, &short) {
		fmt.Println(short.Message(messages.English).Detail)
		fmt.Println(short.Message(messages.SimplifiedChinese).Detail)
	}
	// Output:
	// the order: 422.1021 Too short (min=3)
	// true true
	// This is too short. The minimum number of characters is 3.
	// 内容太短，至少要有 3 个字符。
}

// TestRows walks the whole table: a row has its text in every language, in that language, and the values that the text
// asks for.
func TestRows(t *testing.T) {
	titles := map[string]messages.Status{}
	n := 0
	for s := range invalid.Table.Statuses() {
		n++
		assert.Equal(t, httpstatus.UnprocessableContent, s.Code)
		assert.Equal(t, "/problems/"+strings.ReplaceAll(s.ID(), "_", "-"), s.Type())
		for d := range invalid.Table.Dictionaries() {
			m := s.Message(d)
			assert.Equal(t, d.Tag(), m.Language, "%v", s)
			for _, text := range []string{m.Title, m.Detail, m.Remedy} {
				assert.NotEmpty(t, text, "%v in %v", s, m.Language)
				assert.NotContains(t, text, "{", "%v in %v", s, m.Language)
			}
			key := m.Language.String() + m.Title
			assert.NotContains(t, titles, key, "%v has the title of another", s)
			titles[key] = s
		}
	}
	require.Greater(t, n, 40)
}

// TestValues has the value of every placeholder appear in the text of every language.
func TestValues(t *testing.T) {
	for row := range invalid.Table.Rows() {
		if len(row.Params) == 0 {
			continue
		}
		var values []messages.Param
		for i, p := range row.Params {
			if p.Type == "int" {
				values = append(values, messages.Param{Name: p.Name, Value: 70000 + i})
			} else {
				values = append(values, messages.Param{Name: p.Name, Value: fmt.Sprintf("<value %d>", i)})
			}
		}
		for d := range invalid.Table.Dictionaries() {
			m := invalid.Table.Fill(d, row.Code, row.Sub, values...)
			all := m.Title + m.Detail + m.Remedy
			for _, v := range values {
				assert.Contains(t, all, fmt.Sprint(v.Value), "%s in %v", row.Name, m.Language)
			}
			assert.NotContains(t, all, "…", "%s in %v", row.Name, m.Language)
		}
	}
}

// TestAsAllocates asks an error for its table as package problem does for each answer, which must cost no memory.
func TestAsAllocates(t *testing.T) {
	e, table := invalid.TooShortError{Min: 3}, new(*messages.Table)
	if n := testing.AllocsPerRun(100, func() { e.As(table) }); n != 0 || *table != invalid.Table {
		t.Errorf("%v allocations for the table %v", n, *table)
	}
}
