package field_test

import (
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/httpstatus-go/httpstatus/internal/field"
	"github.com/stretchr/testify/assert"
)

// What RFC 9110 (Appendix A), RFC 3986 (Appendix A) and RFC 5646 (2.1) have as grammar, written as expressions.
const (
	tokenExpr   = "[!#$%&'*+.^_`|~0-9A-Za-z-]+"
	quotedExpr  = `"(?:[\t !#-\[\]-~\x80-\xff]|\\[\t -~\x80-\xff])*"`
	paramsExpr  = `(?:[ \t]*;[ \t]*(?:` + tokenExpr + `=(?:` + tokenExpr + `|` + quotedExpr + `))?)*`
	pcharExpr   = `(?:[A-Za-z0-9._~!$&'()*+,;=:@-]|%[0-9A-Fa-f]{2})`
	segNcExpr   = `(?:[A-Za-z0-9._~!$&'()*+,;=@-]|%[0-9A-Fa-f]{2})+`
	ipv4Expr    = `(?:(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])\.){3}(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])`
	h16Expr     = `[0-9A-Fa-f]{1,4}`
	ls32Expr    = `(?:` + h16Expr + `:` + h16Expr + `|` + ipv4Expr + `)`
	ipv6Expr    = `(?:(?:H:){6}L|::(?:H:){5}L|(?:H)?::(?:H:){4}L|(?:(?:H:){0,1}H)?::(?:H:){3}L|(?:(?:H:){0,2}H)?::(?:H:){2}L|(?:(?:H:){0,3}H)?::H:L|(?:(?:H:){0,4}H)?::L|(?:(?:H:){0,5}H)?::H|(?:(?:H:){0,6}H)?::)`
	futureExpr  = `[vV][0-9A-Fa-f]+\.[A-Za-z0-9._~!$&'()*+,;=:-]+`
	regNameExpr = `(?:[A-Za-z0-9._~!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*`
	dateExpr    = `(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), [0-9]{2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) [0-9]{4} [0-9]{2}:[0-9]{2}:[0-9]{2} GMT`
	langExpr    = `(?i:(?:(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4}|[a-z]{5,8})(?:-[a-z]{4})?(?:-(?:[a-z]{2}|[0-9]{3}))?` +
		`(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*(?:-[0-9a-wyz](?:-[a-z0-9]{2,8})+)*(?:-x(?:-[a-z0-9]{1,8})+)?)` +
		`|x(?:-[a-z0-9]{1,8})+|en-GB-oed|i-(?:ami|bnn|default|enochian|hak|klingon|lux|mingo|navajo|pwn|tao|tay|tsu)|sgn-(?:BE-FR|BE-NL|CH-DE))`
)

func uriExpr() string {
	v6 := strings.NewReplacer("H", h16Expr, "L", ls32Expr).Replace(ipv6Expr)
	authority := `(?:(?:[A-Za-z0-9._~!$&'()*+,;=:-]|%[0-9A-Fa-f]{2})*@)?(?:\[(?:` + v6 + `|` + futureExpr + `)\]|` + regNameExpr + `)(?::[0-9]*)?`
	segments := `(?:/` + pcharExpr + `*)*`
	absolute := `/(?:` + pcharExpr + `+` + segments + `)?`
	tail := `(?:\?(?:` + pcharExpr + `|[/?])*)?(?:#(?:` + pcharExpr + `|[/?])*)?`
	whole := `[A-Za-z][A-Za-z0-9+.-]*:(?://` + authority + segments + `|` + absolute + `|` + pcharExpr + `+` + segments + `|)`
	relative := `(?://` + authority + segments + `|` + absolute + `|` + segNcExpr + segments + `|)`
	return `(?:` + whole + `|` + relative + `)` + tail
}

// bytes gives each byte of s a rune of its own, so that an expression speaks of bytes.
func bytes(s string) string {
	var b strings.Builder
	for i := range len(s) {
		b.WriteRune(rune(s[i]))
	}
	return b.String()
}

var oracles = []struct {
	name string
	is   func(string) bool
	expr string
	// What the random inputs are made of.
	pieces []string
	cases  []string
}{
	{"token", field.IsToken, tokenExpr, []string{"a", "Z", "0", "-", "!", "~", " ", "(", "\x7f", "é", "\""},
		[]string{"", "GET", "X-Y_z", "a b", "a\x00"}},
	{"digits", field.IsDigits, "[0-9]+", []string{"0", "9", "+", "a"}, []string{"", "007", "-1", "1.5", strings.Repeat("9", 99)}},
	{"quoted-string", field.IsQuotedString, quotedExpr, []string{`"`, `\`, "a", " ", "\t", "\n", "é", "\x7f"},
		[]string{``, `"`, `""`, `"a"b"`, `"a\"b"`, `"a\"`, "a"}},
	{"entity tag", field.IsEntityTag, `(?:W/)?"[!#-~\x80-\xff]*"`, []string{`"`, "W/", "w/", "v", " ", `\`, "é", "\x7f"},
		[]string{``, `"`, `""`, `W/""`, `"a"b"`, `v1`, `W/v1`}},
	{"token68", field.IsToken68, "[A-Za-z0-9._~+/-]+=*", []string{"a", "=", "+", "/", ",", " "}, []string{"", "=", "YQ==", "a=b"}},
	{"media type", func(s string) bool { _, _, ok := field.MediaType(s); return ok }, `[ \t]*` + tokenExpr + "/" + tokenExpr + paramsExpr + `[ \t]*`,
		[]string{"text", "/", "html", ";", " ", "q", "=", `"a;b"`, `"`, ",", "(", ")"},
		[]string{"", "text/html", "text/html;", `text/html; charset="utf-8"; a=b`, "text/html; charset = utf-8", "texthtml", "text/html; charset", "a/b;c=d;"}},
	{"language tag", field.IsLanguageTag, langExpr,
		[]string{"-", "-", "-", "en", "x", "a", "419", "Hans", "yue", "1994", "rozaj", "zh", "i", "u", "_", "abcdefghi"},
		[]string{"", "zh-Hans-CN", "zh-cmn-Hans", "sl-rozaj-biske-1994", "de-CH-x-phonebk", "x-whatever", "en-a-bbb-x-a", "i-klingon", "I-Default", "sgn-CH-DE", "en_US", "*", "a", "en-", "zh-min-nan"}},
	{"URI reference", field.IsURIReference, uriExpr(),
		[]string{"/", "/", ":", "?", "#", "@", "[", "]", "[::1]", "[v1.a:b]", "::", "1.2.3.4", "http", "a", "%41", "%", "%zz", ".", " ", "é", "^", "1"},
		[]string{"", "/a b", "//", "///", "http:///x", "http://u:p@h:80/p?q#f", "http://ex%61mple.com/", "a:b", "1a:b", "./a:b", "/a?b=100%", "/a?b=%25", "#", "?", "http://[::1", "http://[::1]:8080/", "http://[::ffff:1.2.3.4]/", "http://[1::2::3]/", "http://[fe80::1%25en0]/", "http://[1:2:3:4:5:6:7::]/", "http://h:8a/", "http://a@b@c/", "http://h]/", "mailto:a@b", "//h:80:80/"}},
	{"weight", func(s string) bool { _, ok := field.Weight(s); return ok }, `0(?:\.[0-9]*)?|1(?:\.0{0,3}|\.000[0-9]*)?|\.[0-9]+`,
		[]string{"0", "0", "1", ".", ".", "5", "9", "-", " ", "e"}, []string{"", ".", "0.", "1.", "1.001", "1.0009", "2", "00", "0.12345", "0.5.", "+1", "1e0", "١"}},
	{"value", field.IsValue, "|[!-~\x80-\xff](?:[\t -~\x80-\xff]*[!-~\x80-\xff])?", []string{"a", " ", "\t", "\r", "\n", "\x00", "\x7f", "é"},
		[]string{"", " a", "a ", "a b", "a\r\n b"}},
}

// Each part is exactly what its grammar has, in cases and in random strings of its pieces.
func TestGrammar(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, o := range oracles {
		expr := regexp.MustCompile(`\A(?:` + bytes(o.expr) + `)\z`)
		inputs := o.cases
		for range 6000 {
			var b strings.Builder
			for range r.IntN(9) {
				b.WriteString(o.pieces[r.IntN(len(o.pieces))])
			}
			inputs = append(inputs, b.String())
		}
		matched := 0
		for _, s := range inputs {
			want := expr.MatchString(bytes(s))
			if want {
				matched++
			}
			if !assert.Equal(t, want, o.is(s), "%s %q", o.name, s) {
				break
			}
		}
		assert.Greater(t, matched, len(inputs)/1000, "%s: the random strings are what is looked for often enough", o.name)
	}
}

func TestDate(t *testing.T) {
	want := time.Date(1994, 11, 6, 8, 49, 37, 0, time.UTC)
	got, ok := field.ParseDate("Sun, 06 Nov 1994 08:49:37 GMT")
	assert.True(t, ok)
	assert.True(t, want.Equal(got))
	got, ok = field.ParseDate("Sat, 31 Dec 2016 23:59:60 GMT")
	assert.True(t, ok, "a leap second")
	assert.True(t, got.Equal(time.Date(2017, 1, 1, 0, 0, 0, 0, time.UTC)))
	expr := regexp.MustCompile(`\A` + dateExpr + `\z`)
	for _, s := range []string{
		"Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994", "1994-11-06T08:49:37Z", "0", "-1", "",
		"Sun, 6 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:37 UTC", "Sun, 06 Nov 1994 08:49:37 +0000",
		"sun, 06 Nov 1994 08:49:37 GMT", "Sun, 06 nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994  8:49:37 GMT",
		"Sun,  6 Nov 1994 08:49:37 GMT", " Sun, 06 Nov 1994 08:49:37 GMT",
	} {
		_, ok := field.ParseDate(s)
		assert.False(t, ok, s)
		assert.False(t, expr.MatchString(s), s)
	}
	for _, s := range []string{"Sun, 31 Feb 1994 08:49:37 GMT", "Sun, 06 Nov 1994 24:00:00 GMT", "Sun, 06 Nov 1994 08:49:61 GMT"} {
		_, ok := field.ParseDate(s)
		assert.False(t, ok, "%s: no such time", s)
	}
	for day := range 4000 {
		at := want.Add(time.Duration(day) * 1007 * time.Minute)
		s := at.Format("Mon, 02 Jan 2006 15:04:05 GMT")
		got, ok := field.ParseDate(s)
		assert.True(t, ok && got.Equal(at) && expr.MatchString(s), s)
	}
}

func TestSplit(t *testing.T) {
	for _, test := range []struct {
		value string
		want  []string
	}{
		{"", []string{""}},
		{"a", []string{"a"}},
		{" a ,\tb", []string{"a", "b"}},
		{"a,,b,", []string{"a", "", "b", ""}},
		{`x="a, b", c`, []string{`x="a, b"`, "c"}},
		{`x="a\", b", c`, []string{`x="a\", b"`, "c"}},
		{`x="a, b`, []string{`x="a, b`}},
		{`a, x="\", b`, []string{"a", `x="\", b`}},
		{`1.1 p (a, (b, c) "), d`, []string{`1.1 p (a, (b, c) ")`, "d"}},
		{`(a\), b), c`, []string{`(a\), b)`, "c"}},
		{"a, (b, (c), d", []string{"a", "(b, (c), d"}},
		{"a), b", []string{"a)", "b"}},
		// What has no end, and might be looked for behind each of its bytes.
		{strings.Repeat("(", 1<<20), []string{strings.Repeat("(", 1<<20)}},
		{strings.Repeat(`"\`, 1<<19), []string{strings.Repeat(`"\`, 1<<19)}},
	} {
		assert.Equal(t, test.want, field.Split(test.value, ','), "%.40q", test.value)
	}
	assert.Equal(t, []string{"a", "b", "c"}, field.List([]string{"a,, b", "", " c,"}))
	assert.Empty(t, field.List([]string{"", " , "}))
}

func TestCut(t *testing.T) {
	for _, test := range []struct {
		value, before, after string
		found                bool
	}{
		{"", "", "", false},
		{";", "", "", true},
		{" a ; b;c", " a ", " b;c", true},
		{`a="b;c" ;d`, `a="b;c" `, "d", true},
		{"a (b;c);d", "a (b;c)", "d", true},
		{`a="b;c`, `a="b;c`, "", false},
		{"a (b;c", "a (b;c", "", false},
	} {
		before, after, found := field.Cut(test.value, ';')
		assert.Equal(t, []any{test.before, test.after, test.found}, []any{before, after, found}, test.value)
	}
}

// TestWeight has weights and their thousandths; that the malformed are none, TestGrammar has.
func TestWeight(t *testing.T) {
	for s, want := range map[string]int{
		"0": 0, "0.": 0, "0.000": 0, "1": 1000, "1.": 1000, "1.000": 1000, "0.5": 500, "0.25": 250, "0.125": 125, "0.001": 1, "0.999": 999,
		".8": 800, "0.12349": 123, "0.0009": 0,
	} {
		got, ok := field.Weight(s)
		assert.True(t, ok, s)
		assert.Equal(t, want, got, s)
	}
}

func TestComment(t *testing.T) {
	for s, want := range map[string]bool{
		"": false, "(": false, "()": true, "(a (b) c)": true, "(a": false, "(a)b": false, `(a\))`: true, "a": false, "(a\n)": false, ")": false,
		"(\x7f)": false,
	} {
		assert.Equal(t, want, field.IsComment(s), s)
	}
}

func TestParameters(t *testing.T) {
	value, parameters, ok := field.Parameters(`a/b;Charset="utf-8" ; x=y;`)
	assert.True(t, ok)
	assert.Equal(t, "a/b", value)
	assert.Equal(t, []field.Parameter{{"charset", "utf-8"}, {"x", "y"}}, parameters)
	mediaType, _, ok := field.MediaType("Text/HTML")
	assert.True(t, ok)
	assert.Equal(t, "text/html", mediaType)
	text, ok := field.Unquote(`"a\"b\\"`)
	assert.True(t, ok)
	assert.Equal(t, `a"b\`, text)
}

func TestCompareDigits(t *testing.T) {
	for i, s := range []string{"0", "1", "9", "10", "18446744073709551616", strings.Repeat("9", 40)} {
		for j, other := range []string{"000", "01", "9", "10", "018446744073709551616", strings.Repeat("9", 40)} {
			want := 0
			switch {
			case i < j:
				want = -1
			case i > j:
				want = 1
			}
			assert.Equal(t, want, field.CompareDigits(s, other), "%s %s", s, other)
		}
	}
}

func TestParseURI(t *testing.T) {
	u, ok := field.ParseURI("HTTPS://u:p@[::1]:80/a/b?q?#f?")
	assert.True(t, ok)
	assert.Equal(t, field.URI{Scheme: "HTTPS", HasAuthority: true, Userinfo: "u:p", HasUserinfo: true, Host: "[::1]", Port: "80",
		Path: "/a/b", Query: "q?", Fragment: "f?", HasFragment: true}, u)
	u, ok = field.ParseURI("//h")
	assert.True(t, ok)
	assert.Equal(t, field.URI{HasAuthority: true, Host: "h"}, u)
	u, ok = field.ParseURI("a?b")
	assert.True(t, ok)
	assert.Equal(t, field.URI{Path: "a", Query: "b"}, u)
}

func TestDictionary(t *testing.T) {
	for _, test := range []struct {
		lines string // "|" between them
		want  []field.Member
	}{
		{"", nil},
		{"a", []field.Member{{"a", field.Boolean, "?1"}}},
		{"a=1, b=-2.50;p=x;q", []field.Member{{"a", field.Integer, "1"}, {"b", field.Decimal, "-2.50"}}},
		{`a="x\"y\\" , *b=tok:en/1|a=?0`, []field.Member{{"a", field.Boolean, "?0"}, {"*b", field.Token, "tok:en/1"}}},
		{"sha-256=:YWJj:, x=:YQ==:,y=:YQ:", []field.Member{{"sha-256", field.ByteSequence, "abc"}, {"x", field.ByteSequence, "a"}, {"y", field.ByteSequence, "a"}}},
		{`a=(1 "b" ?1;p=1 );x, b=()`, []field.Member{{"a", field.InnerList, `(1 "b" ?1;p=1 )`}, {"b", field.InnerList, "()"}}},
		{`d=@1659578233, e=%"f%c3%bc"`, []field.Member{{"d", field.Date, "@1659578233"}, {"e", field.DisplayString, "fü"}}},
	} {
		got, ok := field.Dictionary(strings.Split(test.lines, "|"))
		assert.True(t, ok, test.lines)
		assert.Equal(t, test.want, got, test.lines)
	}
	for _, bad := range []string{
		"A=1", "a=", "a =1", "a= 1", "a,", "a,,b", ",a", "a b", "a=1234567890123456", "a=1.2345", "a=1.", "a=-", "a=.5", `a="é"`, `a="x`,
		`a="\x"`, "a=:YW", "a=:Y!:", "a=?2", "a=?", "a=(1", `a=(1"b")`, "a=@1.5", `e=%"f%C3"`, `e=%"f%ff"`, `e=%x"a"`, `e=%"f%c`, "a;P", "a;p=", "1=a", "a=\t1",
	} {
		_, ok := field.Dictionary([]string{bad})
		assert.False(t, ok, bad)
	}
}

// Whatever comes, nothing panics, and what is split keeps all but the separators and white space.
func FuzzField(f *testing.F) {
	for _, s := range []string{`a, "b, c", (d, e)`, `text/html; q="\""`, "http://u@[::1]:80/%41?q#f", "a=1;b, c=(1 2)", "zh-Hans-CN", `e=%"f%c3`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, o := range oracles {
			o.is(s)
		}
		if d, ok := field.ParseDate(s); ok {
			assert.Len(t, s, 29, "a date has one length")
			assert.Equal(t, time.UTC, d.Location(), s)
		}
		field.ParseURI(s)
		field.Parameters(s)
		field.Dictionary([]string{s})
		strip := strings.NewReplacer(" ", "", "\t", "", ",", "").Replace
		assert.Equal(t, strip(s), strip(strings.Join(field.Split(s, ','), "")))
	})
}
