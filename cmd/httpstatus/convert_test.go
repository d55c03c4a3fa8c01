package main

import (
	"reflect"
	"slices"
	"testing"

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
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestNewTable holds the tables that are made when the command runs to those that the generator has written.
func TestNewTable(t *testing.T) {
	made := 0
	for _, s := range builtIn().sources {
		if s.kind == vendor {
			made++
		}
	}
	for _, want := range []*messages.Table{
		akamai.Table, alibabaalb.Table, awselb.Table, cloudflare.Table, edgeone.Table, invalid.Table, nginx.Table, nonstandard.Table, tencentcdn.Table,
	} {
		made--
		s := builtIn().source(want.Name())
		require.NotNil(t, s, want.Name())
		got := s.text
		assert.Equal(t, want.Data.Name, got.Data.Name)
		assert.True(t, reflect.DeepEqual(want.Data.Index, got.Data.Index), want.Name())
		assert.True(t, reflect.DeepEqual(want.Data.Facts, got.Data.Facts), want.Name())
		if want.Data.Notes != nil {
			assert.True(t, reflect.DeepEqual(want.Data.Notes, got.Data.Notes), want.Name())
		}
		require.Len(t, got.Data.Dictionaries, len(want.Data.Dictionaries))
		for i, w := range want.Data.Dictionaries {
			g := got.Data.Dictionaries[i]
			assert.Equal(t, *w.Data.Tag(), *g.Data.Tag())
			assert.True(t, w.Data.Text == g.Data.Text, want.Name())
			assert.True(t, slices.Equal(w.Data.Ends, g.Data.Ends), want.Name())
			assert.Same(t, w.Data.Parent(), g.Data.Parent())
		}
	}
	assert.Zero(t, made, "each table is compared")
}

// ownTables returns the library with the tables of testdata.
func ownTables(t *testing.T) *library {
	t.Helper()
	lib, err := loadLibrary([]string{"testdata/billing"}, "https://errors.example.com/")
	require.NoError(t, err)
	return lib
}

// TestOwnTable reads a table with placeholders, text of others' statuses, and a language that the command does not speak.
func TestOwnTable(t *testing.T) {
	table := ownTables(t).source("billing").text
	var rows []string
	for row := range table.Rows() {
		rows = append(rows, row.String()+" "+row.ID)
	}
	assert.Equal(t, []string{"403.1001 insufficient_balance", "409.1001 invoice_paid", "499 customer_gone"}, rows)
	s, ok := table.Lookup(messages.Status{Code: 403, Sub: 1001}.Substatus())
	require.True(t, ok)
	assert.Equal(t, "https://errors.example.com/insufficient-balance", s.Type())

	ja := table.Matcher().Match("ja")
	assert.Equal(t, "ja", ja.String())
	assert.Equal(t, "残高 … では … 点を購入できません。", s.Message(ja).Detail)
	values := []messages.Param{{Name: "balance", Value: "12.50"}, {Name: "items", Value: 3}}
	assert.Equal(t, "残高 12.50 では 3 点を購入できません。", table.Fill(ja, 403, 1001, values...).Detail)
	assert.Equal(t, "余额 12.50 不足以支付 3 件商品。", table.Fill(table.Matcher().Match("zh-CN"), 403, 1001, values...).Detail)
	assert.Equal(t, `403.1001 Insufficient balance (balance="12.50", items=3)`, table.FillError(403, 1001, values...))

	assert.Equal(t, "見つかりません", ja.Code(404).Title, "text of a code that is not the table's")
	assert.Equal(t, "Gone", ja.Code(410).Title, "of the default language")
	assert.Equal(t, messages.SimplifiedChinese.Code(410), table.Matcher().Match("zh-CN").Code(410), "of the built-in dictionary")
}

// TestTableName checks the names that tables get of their folders.
func TestTableName(t *testing.T) {
	for name, want := range map[string]string{
		"billing": "billing", "Billing": "billing", "my errors": "my-errors", "a/b": "a-b", ".": "table", "": "table", "错误": "错误",
		"-x-": "x", "<b>": "<b>", "50%": "50",
	} {
		assert.Equal(t, want, tableName(name), name)
	}
}
