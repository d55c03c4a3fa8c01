package table

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestID has the cases of the rule. They are a promise: what stands here never changes.
func TestID(t *testing.T) {
	for name, want := range map[string]string{
		"InsufficientBalance": "insufficient_balance",
		"A":                   "a",
		"AB":                  "ab",
		"Ab":                  "ab",
		"ANewOrder":           "a_new_order",
		"HTTPTimeout":         "http_timeout",
		"NoHTTP":              "no_http",
		"HTTP":                "http",
		"HTTP2Required":       "http2_required",
		"TLSHandshakeFailed":  "tls_handshake_failed",
		"UserID":              "user_id",
		"UserIDMissing":       "user_id_missing",
		"UserIDs":             "user_ids",
		"UserIDsMissing":      "user_ids_missing",
		"URLs":                "urls",
		"URLs2":               "urls2",
		"AsXML":               "as_xml",
		"IsNew":               "is_new",
		"IPv6Only":            "ipv6_only",
		"NoIPv4":              "no_ipv4",
		"TLSv13Required":      "tlsv13_required",
		"OAuth":               "oauth",
		"OAuthFailed":         "oauth_failed",
		"OAuth2Expired":       "oauth2_expired",
		"NoOAuth2":            "no_oauth2",
		"Base64Invalid":       "base64_invalid",
		"X509Expired":         "x509_expired",
		"Require2fa":          "require2fa",
		"Need3DSecure":        "need3_d_secure",
		"Too_Many":            "too_many",
		"TooMany_":            "too_many",
		"A__B":                "a_b",
		"E2E":                 "e2_e",
		"OAuthor":             "o_author",
		"OAuto":               "o_auto",
		"HTTPstatus":          "htt_pstatus",
		"HTTPvalue":           "htt_pvalue",
		"ABc1":                "a_bc1",
		"Is":                  "is",
		"Is9":                 "is9",
		"Av1":                 "av1",
		"_A":                  "a",
		"V2":                  "v2",
	} {
		assert.Equal(t, want, idOf(name), name)
		assert.True(t, isID(want), want)
	}
	for _, id := range []string{"", "_", "a_", "_a", "a__b", "1a", "A", "a-b", "é", "a b"} {
		assert.False(t, isID(id), id)
	}
	assert.Equal(t, "https://example.com/p#insufficient-balance", typeOf("https://example.com/p#", "insufficient_balance"))
}

// TestField has the fields of placeholders.
func TestField(t *testing.T) {
	for name, want := range map[string]string{
		"balance": "Balance", "order_id": "OrderID", "orderId": "OrderID", "orderID": "OrderID", "user_ids": "UserIDs",
		"url": "URL", "api_url": "APIURL", "item2": "Item2", "item_2": "Item2", "a": "A", "a_": "A", "is_new": "IsNew",
		"httpStatus": "HTTPStatus", "https": "HTTPS", "ips": "IPs", "max_size": "MaxSize",
	} {
		assert.Equal(t, want, fieldOf(name), name)
	}
	// Fields are names in Go that programs use: no word goes away.
	for word := range strings.FieldsSeq("acl api ascii cpu css dns eof guid html http https iban id ip isbn json jwt os pdf ram rpc sku sla sms smtp sql " +
		"ssh sso tcp tls ttl udp ui uid uri url utf8 uuid vat vm xml") {
		assert.Equal(t, strings.ToUpper(word), fieldOf(word))
	}
}

// TestIsTypes has what problem types can begin with: an absolute URI, or a path, that ends in /, #, : or =. RFC 3986, 2 has
// the characters.
func TestIsTypes(t *testing.T) {
	for _, base := range []string{
		"/", "/problems/", "/p#", "/p?id=", "https://example.com/p/", "https://example.com/p#", "https://example.com/?p=", "urn:example:", "tag:example.com,2026:",
		"https://example.com/%E4%B8%AD/", "https://example.com/!$&'()*+,;=", "https://example.com/~a_b-c/", "https://[2001:db8::1]/",
	} {
		assert.True(t, IsTypes(base), base)
	}
	for _, base := range []string{
		"", "/problems", "https://example.com", "urn:example", "problems/", "#", ":", "=", "./p/", "?p=", "example.com/p/", "https://example.com/%zz/",
		"/a b/", "/a\tb/", "/a\x00/", "/a\x7f/", "/中/", "/\"/", "/</", "/>/", "/\\/", "/^/", "/`/", "/{/", "/|/", "/}/", " /p/", "/p/ ",
	} {
		assert.False(t, IsTypes(base), "%q", base)
	}
}

// FuzzID holds what the rule makes of any name to the form of an ID and to the letters of the name.
func FuzzID(f *testing.F) {
	for _, name := range []string{"OAuth2Expired", "A_1", "IDs", "Z__9z"} {
		f.Add(name)
	}
	f.Fuzz(func(t *testing.T, name string) {
		if !isName(name) {
			return
		}
		id := idOf(name)
		if !isID(id) {
			t.Errorf("%q has the ID %q", name, id)
		}
		letters := func(s string) (out string) {
			for _, c := range []byte(s) {
				if c != '_' {
					out += string(c | ' ')
				}
			}
			return out
		}
		if letters(name) != letters(id) {
			t.Errorf("%q has the ID %q, of other letters", name, id)
		}
	})
}

// TestREADME holds the cases in the documentation to the rule.
func TestREADME(t *testing.T) {
	for _, name := range []string{"README.md", "README.zh-CN.md"} {
		text, err := os.ReadFile("../../tables/" + name)
		require.NoError(t, err)
		cases := regexp.MustCompile("\\| `([A-Z]\\w*)` \\| `([a-z0-9_]+)` ").FindAllStringSubmatch(string(text), -1)
		assert.Len(t, cases, 10, name)
		for _, c := range cases {
			assert.Equal(t, c[2], idOf(c[1]), c[1])
		}
	}
}
