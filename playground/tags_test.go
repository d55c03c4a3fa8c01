package playground_test

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/go-playground/validator/v10"
	"github.com/go-playground/validator/v10/non-standard/validators"
	"github.com/httpstatus-go/httpstatus/invalid"
	"github.com/httpstatus-go/httpstatus/playground"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

type shade string

func (shade) Validate() error { return invalid.Color }

// samples are values that fail a tag, alone.
var samples = []struct {
	tag   string
	value any
	want  error
}{
	{"required", "", invalid.Required},
	{"isdefault", "x", invalid.NotAllowed},
	{"notblank", "  ", invalid.Blank},

	{"min=3", "ab", invalid.TooShortError{Min: 3}},
	{"min=3", []int{1}, invalid.TooFewItemsError{Min: 3}},
	{"min=3", map[string]int{}, invalid.TooFewItemsError{Min: 3}},
	{"min=3", 2, invalid.TooSmallError{Min: "3"}},
	{"min=1.5", 1.0, invalid.TooSmallError{Min: "1.5"}},
	{"min=90s", time.Second, invalid.TooSmallError{Min: "90s"}},
	{"gte=3", "ab", invalid.TooShortError{Min: 3}},
	{"gte=3", [1]int{}, invalid.TooFewItemsError{Min: 3}},
	{"gte=3", uint8(2), invalid.TooSmallError{Min: "3"}},
	{"gte", time.Unix(0, 0), invalid.NotFuture},
	{"gt=3", "abc", invalid.TooShortError{Min: 4}},
	{"gt=0", []int{}, invalid.TooFewItemsError{Min: 1}},
	{"gt=3", 3, invalid.NotAboveError{Limit: "3"}},
	{"gt", time.Unix(0, 0), invalid.NotFuture},
	{"max=1", "世界", invalid.TooLongError{Max: 1}},
	{"max=1", []int{1, 2}, invalid.TooManyItemsError{Max: 1}},
	{"max=1", 2, invalid.TooLargeError{Max: "1"}},
	{"lte=1", "ab", invalid.TooLongError{Max: 1}},
	{"lte=1", []int{1, 2}, invalid.TooManyItemsError{Max: 1}},
	{"lte=1", 1.5, invalid.TooLargeError{Max: "1"}},
	{"lte", time.Now().Add(time.Hour), invalid.NotPast},
	{"lt=2", "ab", invalid.TooLongError{Max: 1}},
	{"lt=2", []int{1, 2}, invalid.TooManyItemsError{Max: 1}},
	{"lt=2", 2, invalid.NotBelowError{Limit: "2"}},
	{"lt", time.Now().Add(time.Hour), invalid.NotPast},
	{"len=2", "abc", invalid.WrongLengthError{Length: 2}},
	{"len=2", []int{1}, invalid.WrongItemCountError{Count: 2}},
	{"len=2", 3, invalid.NotEqualError{Value: "2"}},
	{"min=3", (*int)(nil), invalid.Required}, // there is no value that could be too small

	{"eq=a", "b", invalid.NotEqualError{Value: "a"}},
	{"eq=2", []int{1}, invalid.WrongItemCountError{Count: 2}},
	{"eq=true", false, invalid.NotEqualError{Value: "true"}},
	{"eq_ignore_case=a", "b", invalid.NotEqualError{Value: "a"}},
	{"ne=a", "a", invalid.NoneOfError{Values: "a"}},
	{"ne_ignore_case=a", "A", invalid.NoneOfError{Values: "a"}},
	{"oneof=red 'light green'", "x", invalid.OneOfError{Values: "red, light green"}},
	{"oneof=1 2", 3, invalid.OneOfError{Values: "1, 2"}},
	{"oneofci=red green", "x", invalid.OneOfError{Values: "red, green"}},
	{"noneof=root admin", "root", invalid.NoneOfError{Values: "root, admin"}},
	{"noneofci=root admin", "ROOT", invalid.NoneOfError{Values: "root, admin"}},
	{"contains=@0x2C", "x", invalid.MissingPartError{Part: "@,"}},
	{"containsrune=@", "x", invalid.MissingPartError{Part: "@"}},
	{"containsany=!?", "x", invalid.MissingCharacterError{Characters: "!?"}},
	{"excludes=@", "@", invalid.ForbiddenPartError{Part: "@"}},
	{"excludesrune=@", "@", invalid.ForbiddenPartError{Part: "@"}},
	{"excludesall=!?", "?", invalid.ForbiddenCharacterError{Characters: "!?"}},
	{"startswith=a", "b", invalid.MissingPrefixError{Prefix: "a"}},
	{"endswith=a", "b", invalid.MissingSuffixError{Suffix: "a"}},
	{"startsnotwith=a", "a", invalid.ForbiddenPrefixError{Prefix: "a"}},
	{"endsnotwith=a", "a", invalid.ForbiddenSuffixError{Suffix: "a"}},
	{"unique", []int{1, 1}, invalid.Duplicate},

	{"alpha", "1", invalid.CharactersError{Allowed: "A–Z, a–z"}},
	{"alphaspace", "1", invalid.CharactersError{Allowed: `A–Z, a–z, " "`}},
	{"alphanum", "-", invalid.CharactersError{Allowed: "A–Z, a–z, 0–9"}},
	{"alphanumspace", "-", invalid.CharactersError{Allowed: `A–Z, a–z, 0–9, " "`}},
	{"hexadecimal", "g", invalid.CharactersError{Allowed: "0–9, A–F, a–f"}},
	{"ascii", "é", invalid.CharactersError{Allowed: "U+0000–U+007F"}},
	{"printascii", "\t", invalid.CharactersError{Allowed: "U+0020–U+007E"}},
	{"alphaunicode", "1", invalid.Letters},
	{"alphanumunicode", "-", invalid.LettersDigits},
	{"lowercase", "A", invalid.Lowercase},
	{"uppercase", "a", invalid.Uppercase},
	{"boolean", "x", invalid.Boolean},
	{"numeric", "x", invalid.Number},
	{"number", "x", invalid.Number},

	{"email", "x", invalid.Email},
	{"url", "x", invalid.URL},
	{"http_url", "x", invalid.URL},
	{"https_url", "x", invalid.URL},
	{"uri", "x", invalid.URL},
	{"origin", "x", invalid.URL},
	{"urn_rfc2141", "x", invalid.URL},
	{"urn_rfc8141", "x", invalid.URL},
	{"url_encoded", "%", invalid.Encoding},
	{"uuid", "x", invalid.UUID},
	{"uuid3", "x", invalid.UUID},
	{"uuid4", "x", invalid.UUID},
	{"uuid5", "x", invalid.UUID},
	{"uuid7", "x", invalid.UUID},
	{"uuid_rfc4122", "x", invalid.UUID},
	{"uuid3_rfc4122", "x", invalid.UUID},
	{"uuid4_rfc4122", "x", invalid.UUID},
	{"uuid5_rfc4122", "x", invalid.UUID},
	{"datetime=2006-01-02", "x", invalid.Date},
	{"datetime=Jan _2", "x", invalid.Date},
	{"datetime=15:04", "x", invalid.Time},
	{"datetime=3PM", "x", invalid.Time},
	{"datetime=2006-01-02T15:04:05Z07:00", "x", invalid.DateTime},
	{"duration", "x", invalid.Duration},
	{"timezone", "x", invalid.TimeZone},
	{"ip", "x", invalid.IP},
	{"ipv4", "x", invalid.IP},
	{"ipv6", "x", invalid.IP},
	{"ip_addr", "x", invalid.IP},
	{"ip4_addr", "x", invalid.IP},
	{"ip6_addr", "x", invalid.IP},
	{"cidr", "x", invalid.Network},
	{"cidrv4", "x", invalid.Network},
	{"cidrv6", "x", invalid.Network},
	{"hostname", "-", invalid.Hostname},
	{"hostname_rfc1123", "-", invalid.Hostname},
	{"hostname_label", "-", invalid.Hostname},
	{"hostname_port", "-", invalid.Hostname},
	{"fqdn", "-", invalid.Hostname},
	{"dns_rfc1035_label", "-", invalid.Hostname},
	{"tcp_addr", "-", invalid.Hostname},
	{"tcp4_addr", "-", invalid.Hostname},
	{"tcp6_addr", "-", invalid.Hostname},
	{"udp_addr", "-", invalid.Hostname},
	{"udp4_addr", "-", invalid.Hostname},
	{"udp6_addr", "-", invalid.Hostname},
	{"port", 0, invalid.Port},
	{"e164", "x", invalid.Phone},
	{"country_code", "x", invalid.Country},
	{"eu_country_code", "x", invalid.Country},
	{"iso3166_1_alpha2", "x", invalid.Country},
	{"iso3166_1_alpha2_eu", "x", invalid.Country},
	{"iso3166_1_alpha3", "x", invalid.Country},
	{"iso3166_1_alpha3_eu", "x", invalid.Country},
	{"iso3166_1_alpha_numeric", 0, invalid.Country},
	{"iso3166_1_alpha_numeric_eu", 0, invalid.Country},
	{"iso3166_2", "x", invalid.Country},
	{"iso4217", "x", invalid.Currency},
	{"iso4217_numeric", 0, invalid.Currency},
	{"bcp47_language_tag", "_", invalid.Language},
	{"bcp47_strict_language_tag", "_", invalid.Language},
	{"postcode_iso3166_alpha2=SG", "x", invalid.Postcode},
	{"credit_card", "x", invalid.CardNumber},
	{"luhn_checksum", "18x", invalid.Checksum},
	{"eth_addr_checksum", "x", invalid.Checksum},
	{"latitude", "91", invalid.OutOfRangeError{Min: "-90", Max: "90"}},
	{"longitude", "181", invalid.OutOfRangeError{Min: "-180", Max: "180"}},
	{"iscolor", "x", invalid.Color},
	{"hexcolor", "x", invalid.Color},
	{"rgb", "x", invalid.Color},
	{"rgba", "x", invalid.Color},
	{"hsl", "x", invalid.Color},
	{"hsla", "x", invalid.Color},
	{"cmyk", "x", invalid.Color},
	{"json", "x", invalid.JSON},
	{"base64", "!", invalid.Base64},
	{"base64url", "!", invalid.Base64},
	{"base64rawurl", "!", invalid.Base64},
	{"image", "/nowhere", invalid.FileType},
	{"file", "/nowhere", invalid.NotFound},
	{"dir", "/nowhere", invalid.NotFound},
	{"uds_exists", "/nowhere", invalid.NotFound},

	{"isbn", "x", invalid.FormatError{Format: "ISBN"}},
	{"isbn10", "x", invalid.FormatError{Format: "ISBN-10"}},
	{"isbn13", "x", invalid.FormatError{Format: "ISBN-13"}},
	{"issn", "x", invalid.FormatError{Format: "ISSN"}},
	{"bic", "x", invalid.FormatError{Format: "BIC (ISO 9362)"}},
	{"bic_iso_9362_2014", "x", invalid.FormatError{Format: "BIC (ISO 9362:2014)"}},
	{"ein", "x", invalid.FormatError{Format: "EIN"}},
	{"ssn", "x", invalid.FormatError{Format: "SSN"}},
	{"btc_addr", "x", invalid.FormatError{Format: "Bitcoin"}},
	{"btc_addr_bech32", "x", invalid.FormatError{Format: "Bitcoin Bech32"}},
	{"eth_addr", "x", invalid.FormatError{Format: "Ethereum"}},
	{"semver", "x", invalid.FormatError{Format: "SemVer"}},
	{"cve", "x", invalid.FormatError{Format: "CVE"}},
	{"jwt", "x", invalid.FormatError{Format: "JWT"}},
	{"cron", "x", invalid.FormatError{Format: "cron"}},
	{"mac", "x", invalid.FormatError{Format: "MAC"}},
	{"ulid", "x", invalid.FormatError{Format: "ULID"}},
	{"md4", "x", invalid.FormatError{Format: "MD4"}},
	{"md5", "x", invalid.FormatError{Format: "MD5"}},
	{"sha256", "x", invalid.FormatError{Format: "SHA-256"}},
	{"sha384", "x", invalid.FormatError{Format: "SHA-384"}},
	{"sha512", "x", invalid.FormatError{Format: "SHA-512"}},
	{"ripemd128", "x", invalid.FormatError{Format: "RIPEMD-128"}},
	{"ripemd160", "x", invalid.FormatError{Format: "RIPEMD-160"}},
	{"tiger128", "x", invalid.FormatError{Format: "Tiger-128"}},
	{"tiger160", "x", invalid.FormatError{Format: "Tiger-160"}},
	{"tiger192", "x", invalid.FormatError{Format: "Tiger-192"}},
	{"mongodb", "x", invalid.FormatError{Format: "MongoDB ObjectID"}},
	{"mongodb_connection_string", "x", invalid.FormatError{Format: "mongodb://"}},
	{"spicedb", "!", invalid.FormatError{Format: "SpiceDB"}},
	{"mimetype", "x", invalid.FormatError{Format: "MIME type"}},
	{"datauri", "x", invalid.FormatError{Format: "data:"}},
	{"base32", "!", invalid.FormatError{Format: "Base32"}},
	{"html", "x", invalid.FormatError{Format: "HTML"}},
	{"html_encoded", "x", invalid.FormatError{Format: "&#…;"}},
	{"multibyte", "x", invalid.FormatError{Format: "multibyte"}},
	{"filepath", "", invalid.FormatError{Format: "/path/to/file"}},
	{"dirpath", "", invalid.FormatError{Format: "/path/to/folder/"}},
	{"validateFn", shade("x"), invalid.FormatError{Format: "shade"}},

	{"rgb|hexcolor", "x", invalid.Color}, // all say the same
	{"len=2|len=4", "x", invalid.FormatError{Format: "len=2 | len=4"}},
	{"email|e164", "x", invalid.FormatError{Format: "email | e164"}},
	{"mine", "x", invalid.FormatError{Format: "mine"}},
}

// A form fails a tag of every kind that looks at another field.
type form struct {
	Other string
	Low   int
	High  int
	Empty string

	RequiredIf         string `validate:"required_if=Other x"`
	RequiredUnless     string `validate:"required_unless=Other y"`
	RequiredWith       string `validate:"required_with=Other Low"`
	RequiredWithAll    string `validate:"required_with_all=Other High"`
	RequiredWithout    string `validate:"required_without=Empty"`
	RequiredWithoutAll string `validate:"required_without_all=Empty"`
	ExcludedIf         string `validate:"excluded_if=Other x"`
	ExcludedUnless     string `validate:"excluded_unless=Other y"`
	ExcludedWith       string `validate:"excluded_with=Other"`
	ExcludedWithAll    string `validate:"excluded_with_all=Other High"`
	ExcludedWithout    string `validate:"excluded_without=Empty"`
	ExcludedWithoutAll string `validate:"excluded_without_all=Empty"`

	EqField  string `validate:"eqfield=Other"`
	EqCS     string `validate:"eqcsfield=Other"`
	NeField  string `validate:"nefield=Other"`
	NeCS     string `validate:"necsfield=Other"`
	GtField  int    `validate:"gtfield=High"`
	GtCS     int    `validate:"gtcsfield=High"`
	GteField int    `validate:"gtefield=High"`
	GteCS    int    `validate:"gtecsfield=High"`
	LtField  int    `validate:"ltfield=Low"`
	LtCS     int    `validate:"ltcsfield=Low"`
	LteField int    `validate:"ltefield=Low"`
	LteCS    int    `validate:"ltecsfield=Low"`
	Contains string `validate:"fieldcontains=Other"`
	Excludes string `validate:"fieldexcludes=Other"`
	Postcode string `validate:"postcode_iso3166_alpha2_field=Other"`
}

var formErrors = map[string]error{
	"RequiredIf":         invalid.Required,
	"RequiredUnless":     invalid.Required,
	"RequiredWith":       invalid.RequiredWithError{Names: "Other, Low"},
	"RequiredWithAll":    invalid.RequiredWithError{Names: "Other, High"},
	"RequiredWithout":    invalid.RequiredWithoutError{Names: "Empty"},
	"RequiredWithoutAll": invalid.RequiredWithoutError{Names: "Empty"},
	"ExcludedIf":         invalid.NotAllowed,
	"ExcludedUnless":     invalid.NotAllowed,
	"ExcludedWith":       invalid.NotTogetherError{Names: "Other"},
	"ExcludedWithAll":    invalid.NotTogetherError{Names: "Other, High"},
	"ExcludedWithout":    invalid.NotAllowed,
	"ExcludedWithoutAll": invalid.NotAllowed,
	"EqField":            invalid.NotSameError{Name: "Other"},
	"EqCS":               invalid.NotSameError{Name: "Other"},
	"NeField":            invalid.NotDifferentError{Name: "Other"},
	"NeCS":               invalid.NotDifferentError{Name: "Other"},
	"GtField":            invalid.NotAboveError{Limit: "High"},
	"GtCS":               invalid.NotAboveError{Limit: "High"},
	"GteField":           invalid.TooSmallError{Min: "High"},
	"GteCS":              invalid.TooSmallError{Min: "High"},
	"LtField":            invalid.NotBelowError{Limit: "Low"},
	"LtCS":               invalid.NotBelowError{Limit: "Low"},
	"LteField":           invalid.TooLargeError{Max: "Low"},
	"LteCS":              invalid.TooLargeError{Max: "Low"},
	"Contains":           invalid.MissingPartError{Part: "Other"},
	"Excludes":           invalid.ForbiddenPartError{Part: "Other"},
	"Postcode":           invalid.Postcode,
}

func newForm() form {
	return form{
		Other: "x", Low: 1, High: 9,
		ExcludedIf: "a", ExcludedUnless: "a", ExcludedWith: "a", ExcludedWithAll: "a", ExcludedWithout: "a", ExcludedWithoutAll: "a",
		EqField: "y", EqCS: "y", NeField: "x", NeCS: "x", GtField: 5, GtCS: 5, GteField: 5, GteCS: 5, LtField: 5, LtCS: 5, LteField: 5, LteCS: 5,
		Contains: "y", Excludes: "x", Postcode: "!",
	}
}

// TestTags has each tag fail, and asks the validator for all that it has built in: none is left over.
func TestTags(t *testing.T) {
	validate := validator.New()
	require.NoError(t, validate.RegisterValidation("notblank", validators.NotBlank))
	require.NoError(t, validate.RegisterValidation("mine", func(validator.FieldLevel) bool { return false }))
	seen := map[string]bool{
		"skip_unless": true, // it decides whether the others look at the field, and never fails
		"unix_addr":   true, // every text is the address of a socket
	}
	for _, s := range samples {
		tag, _, _ := strings.Cut(s.tag, "=")
		seen[tag] = true
		fields := playground.Fields(validate.Var(s.value, s.tag))
		if assert.Len(t, fields, 1, s.tag) {
			assert.Equal(t, s.want, fields[0].Err, "%s of %#v", s.tag, s.value)
			assert.Empty(t, fields[0].Pointer, s.tag)
		}
	}

	fields := playground.Fields(validate.Struct(newForm()))
	for _, f := range fields {
		name := strings.TrimPrefix(f.Pointer, "/")
		assert.Equal(t, formErrors[name], f.Err, name)
		tagged, ok := reflect.TypeFor[form]().FieldByName(name)
		require.True(t, ok, name)
		tag, _, _ := strings.Cut(tagged.Tag.Get("validate"), "=")
		seen[tag] = true
	}
	assert.Len(t, fields, len(formErrors))

	// The validator tells nobody what it has: its own maps do.
	for _, name := range []string{"validations", "aliases"} {
		m := reflect.ValueOf(validate).Elem().FieldByName(name)
		require.Equal(t, reflect.Map, m.Kind(), "the validator keeps its %s elsewhere", name)
		require.Positive(t, m.Len())
		for _, key := range m.MapKeys() {
			assert.True(t, seen[key.String()], "the tag %s has no sample", key)
		}
	}
}
