//go:build go1.27 && goexperiment.jsonv2

package problem_test

import (
	jsonv2 "encoding/json/v2"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/httpstatus-go/httpstatus/problem"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestRequestErrorOfJSON2 has the errors of encoding/json/v2, which know where they are.
func TestRequestErrorOfJSON2(t *testing.T) {
	type item struct {
		Amount int8           `json:"amount"`
		Word   word           `json:"word"`
		Map    map[string]any `json:"a/b"`
		Bytes  []byte         `json:"bytes"`
		Fault  chan int       `json:"fault"`
	}
	for _, tt := range []struct{ body, want string }{
		{"", "400  incomplete"},
		{"{", "400  incomplete"},
		{`{"items":}`, "400  syntax"},
		{"{} {}", "400  syntax"},
		{"{\"items\":[{\"word\":\"\xff\"}]}", "400  syntax"},
		{`{"items":[{"amount":1,"amount":2}]}`, "400 #/items/0/amount duplicate"},
		{`{"items":[{"a/b":{"~":1,"~":2}}]}`, "400 #/items/0/a~1b/~0 duplicate"},
		{`{"items":[{},{"nmae":1}]}`, "400 #/items/1/nmae unknown"},
		{`{"items":[{},{"amount":"1"}]}`, "400 #/items/1/amount type"},
		{`{"items":[{"amount":300}]}`, "400 #/items/0/amount out_of_range"},
		{`{"items":[{"amount":1.5}]}`, "400 #/items/0/amount integer"},
		{`{"items":[{"bytes":"!"}]}`, "400 #/items/0/bytes base64"},
		{`{"items":[{"word":"long"}]}`, "422 #/items/0/word too_long"},
		{`{"items":{}}`, "400 #/items type"},
		{`[]`, "400  type"},
		{`{"items":[{"fault":1}]}`, "500"},
	} {
		var v struct {
			Items []item `json:"items"`
		}
		err := jsonv2.Unmarshal([]byte(tt.body), &v, jsonv2.RejectUnknownMembers(true))
		require.Error(t, err, tt.body)
		got := said(t, problem.RequestError(fmt.Errorf("reading: %w", err)))
		assert.Equal(t, strings.Join(strings.Fields(tt.want), " "), strings.Join(strings.Fields(strings.ReplaceAll(got, "#/ ", " ")), " "), "%s: %v", tt.body, err)
	}
	assert.Equal(t, "500", said(t, problem.RequestError(jsonv2.Unmarshal([]byte("{}"), struct{}{}))))
	assert.Equal(t, "500", said(t, problem.RequestError(jsonv2.Unmarshal([]byte("{}"), nil))))

	body := http.MaxBytesReader(nil, io.NopCloser(strings.NewReader(`{"a":"xxxxxxxxx"}`)), 5)
	assert.Equal(t, "413", said(t, problem.RequestError(jsonv2.UnmarshalRead(body, new(any)))))
}
