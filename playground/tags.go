package playground

import (
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/go-playground/validator/v10"
	"github.com/httpstatus-go/httpstatus/invalid"
)

// meaning returns the status of the failure, with its values.
func (o Options) meaning(fe validator.FieldError) error {
	if presence[fe.ActualTag()] == nil {
		switch fe.Kind() {
		case reflect.Pointer, reflect.Interface, reflect.Invalid:
			return invalid.Required // there is no value that the rule could be about
		}
	}
	for _, tag := range []string{fe.Tag(), fe.ActualTag()} {
		if err := o.tag(fe, tag, fe.Param()); err != nil {
			return err
		}
	}
	if alternatives := strings.Split(fe.ActualTag(), "|"); len(alternatives) > 1 {
		return o.either(fe, alternatives)
	}
	return invalid.FormatError{Format: fe.Tag()}
}

// either returns what is wrong with a value that is none of the alternatives: one status, if all mean the same.
func (o Options) either(fe validator.FieldError, alternatives []string) error {
	var same error
	for i, a := range alternatives {
		tag, param, _ := strings.Cut(a, "=")
		err := o.tag(fe, tag, param)
		if i > 0 && err != same {
			return invalid.FormatError{Format: strings.Join(alternatives, " | ")}
		}
		same = err
	}
	if same == nil {
		return invalid.FormatError{Format: strings.Join(alternatives, " | ")}
	}
	return same
}

// tag returns what the failure of a built-in tag means; nil for another tag.
func (o Options) tag(fe validator.FieldError, tag, param string) error {
	if f := presence[tag]; f != nil {
		return f(o.names(fe, param))
	}
	if f := parts[tag]; f != nil {
		return f(param)
	}
	if f := others[tag]; f != nil {
		return f(o.other(fe, param))
	}
	if err := fixed[tag]; err != nil {
		return err
	}
	if format := formats[tag]; format != "" {
		return invalid.FormatError{Format: format}
	}
	switch tag {
	case "min", "gte", "max", "lte", "gt", "lt", "len", "eq":
		return size(fe, tag, param)
	case "datetime":
		return layout(param)
	case "validateFn": // a method of the type's own
		if t := fe.Type(); t != nil && t.Name() != "" {
			return invalid.FormatError{Format: t.Name()}
		}
		return invalid.FormatError{Format: tag}
	}
	return nil
}

// names returns the other fields that a tag names, for the client.
func (o Options) names(fe validator.FieldError, param string) string {
	names := strings.Fields(param)
	for i, name := range names {
		names[i] = o.other(fe, strings.Trim(name, "'"))
	}
	return strings.Join(names, ", ")
}

// presence has the tags that say whether there may be a value, by the names of the fields that it depends on.
var presence = map[string]func(names string) error{
	"required":             always(invalid.Required),
	"required_if":          always(invalid.Required),
	"required_unless":      always(invalid.Required),
	"required_with":        func(s string) error { return invalid.RequiredWithError{Names: s} },
	"required_with_all":    func(s string) error { return invalid.RequiredWithError{Names: s} },
	"required_without":     func(s string) error { return invalid.RequiredWithoutError{Names: s} },
	"required_without_all": func(s string) error { return invalid.RequiredWithoutError{Names: s} },
	"excluded_if":          always(invalid.NotAllowed),
	"excluded_unless":      always(invalid.NotAllowed),
	"excluded_with":        func(s string) error { return invalid.NotTogetherError{Names: s} },
	"excluded_with_all":    func(s string) error { return invalid.NotTogetherError{Names: s} },
	"excluded_without":     always(invalid.NotAllowed),
	"excluded_without_all": always(invalid.NotAllowed),
	"isdefault":            always(invalid.NotAllowed),
}

func always(err error) func(string) error { return func(string) error { return err } }

// parts has the tags whose parameter is what the value is compared with.
var parts = map[string]func(param string) error{
	"eq_ignore_case": func(s string) error { return invalid.NotEqualError{Value: s} },
	"ne":             func(s string) error { return invalid.NoneOfError{Values: s} },
	"ne_ignore_case": func(s string) error { return invalid.NoneOfError{Values: s} },
	"oneof":          func(s string) error { return invalid.OneOfError{Values: choices(s)} },
	"oneofci":        func(s string) error { return invalid.OneOfError{Values: choices(s)} },
	"noneof":         func(s string) error { return invalid.NoneOfError{Values: choices(s)} },
	"noneofci":       func(s string) error { return invalid.NoneOfError{Values: choices(s)} },
	"contains":       func(s string) error { return invalid.MissingPartError{Part: s} },
	"containsrune":   func(s string) error { return invalid.MissingPartError{Part: s} },
	"containsany":    func(s string) error { return invalid.MissingCharacterError{Characters: s} },
	"excludes":       func(s string) error { return invalid.ForbiddenPartError{Part: s} },
	"excludesrune":   func(s string) error { return invalid.ForbiddenPartError{Part: s} },
	"excludesall":    func(s string) error { return invalid.ForbiddenCharacterError{Characters: s} },
	"startswith":     func(s string) error { return invalid.MissingPrefixError{Prefix: s} },
	"endswith":       func(s string) error { return invalid.MissingSuffixError{Suffix: s} },
	"startsnotwith":  func(s string) error { return invalid.ForbiddenPrefixError{Prefix: s} },
	"endsnotwith":    func(s string) error { return invalid.ForbiddenSuffixError{Suffix: s} },
}

var choice = regexp.MustCompile(`'[^']*'|\S+`)

// choices returns the values of a tag, which stand in quotes if they have spaces.
func choices(param string) string {
	all := choice.FindAllString(param, -1)
	for i := range all {
		all[i] = strings.ReplaceAll(all[i], "'", "")
	}
	return strings.Join(all, ", ")
}

// others has the tags whose parameter is the name of the field that the value is compared with.
var others = map[string]func(name string) error{
	"eqfield":       func(s string) error { return invalid.NotSameError{Name: s} },
	"eqcsfield":     func(s string) error { return invalid.NotSameError{Name: s} },
	"nefield":       func(s string) error { return invalid.NotDifferentError{Name: s} },
	"necsfield":     func(s string) error { return invalid.NotDifferentError{Name: s} },
	"gtfield":       func(s string) error { return invalid.NotAboveError{Limit: s} },
	"gtcsfield":     func(s string) error { return invalid.NotAboveError{Limit: s} },
	"gtefield":      func(s string) error { return invalid.TooSmallError{Min: s} },
	"gtecsfield":    func(s string) error { return invalid.TooSmallError{Min: s} },
	"ltfield":       func(s string) error { return invalid.NotBelowError{Limit: s} },
	"ltcsfield":     func(s string) error { return invalid.NotBelowError{Limit: s} },
	"ltefield":      func(s string) error { return invalid.TooLargeError{Max: s} },
	"ltecsfield":    func(s string) error { return invalid.TooLargeError{Max: s} },
	"fieldcontains": func(s string) error { return invalid.MissingPartError{Part: s} },
	"fieldexcludes": func(s string) error { return invalid.ForbiddenPartError{Part: s} },
}

// size returns what a limit means for a value of the kind: for a text it is one of characters, for a list and a map one of
// items, for a time it is now.
func size(fe validator.FieldError, tag, param string) error {
	n, err := strconv.ParseInt(param, 0, 0)
	count := int(n)
	switch kind := fe.Kind(); {
	case kind == reflect.Struct && param == "":
		switch tag {
		case "gt", "gte", "min":
			return invalid.NotFuture
		case "lt", "lte", "max":
			return invalid.NotPast
		}
	case kind == reflect.String && err == nil:
		switch tag {
		case "min", "gte":
			return invalid.TooShortError{Min: count}
		case "gt":
			return invalid.TooShortError{Min: count + 1}
		case "max", "lte":
			return invalid.TooLongError{Max: count}
		case "lt":
			return invalid.TooLongError{Max: count - 1}
		case "len":
			return invalid.WrongLengthError{Length: count}
		}
	case (kind == reflect.Slice || kind == reflect.Array || kind == reflect.Map) && err == nil:
		switch tag {
		case "min", "gte":
			return invalid.TooFewItemsError{Min: count}
		case "gt":
			return invalid.TooFewItemsError{Min: count + 1}
		case "max", "lte":
			return invalid.TooManyItemsError{Max: count}
		case "lt":
			return invalid.TooManyItemsError{Max: count - 1}
		case "len", "eq":
			return invalid.WrongItemCountError{Count: count}
		}
	}
	switch tag {
	case "min", "gte":
		return invalid.TooSmallError{Min: param}
	case "gt":
		return invalid.NotAboveError{Limit: param}
	case "max", "lte":
		return invalid.TooLargeError{Max: param}
	case "lt":
		return invalid.NotBelowError{Limit: param}
	}
	return invalid.NotEqualError{Value: param}
}

// layout returns what a value is not that lacks the form of a layout of package time: a date, a time of day, or both.
func layout(param string) error {
	at := time.Date(2001, 1, 2, 3, 4, 5, 6, time.UTC)
	form := at.Format(param)
	isDate := at.AddDate(1, 1, 1).Format(param) != form
	isClock := at.Add(time.Hour+time.Minute+time.Second).Format(param) != form
	switch {
	case isDate && !isClock:
		return invalid.Date
	case isClock && !isDate:
		return invalid.Time
	}
	return invalid.DateTime
}

// fixed has the tags that always mean the same.
var fixed = map[string]error{
	"notblank": invalid.Blank, // of validator's non-standard validators
	"unique":   invalid.Duplicate,
	"boolean":  invalid.Boolean,
	"numeric":  invalid.Number,
	"number":   invalid.Number,

	"alpha":           invalid.CharactersError{Allowed: "A–Z, a–z"},
	"alphaspace":      invalid.CharactersError{Allowed: `A–Z, a–z, " "`},
	"alphanum":        invalid.CharactersError{Allowed: "A–Z, a–z, 0–9"},
	"alphanumspace":   invalid.CharactersError{Allowed: `A–Z, a–z, 0–9, " "`},
	"hexadecimal":     invalid.CharactersError{Allowed: "0–9, A–F, a–f"},
	"ascii":           invalid.CharactersError{Allowed: "U+0000–U+007F"},
	"printascii":      invalid.CharactersError{Allowed: "U+0020–U+007E"},
	"alphaunicode":    invalid.Letters,
	"alphanumunicode": invalid.LettersDigits,
	"lowercase":       invalid.Lowercase,
	"uppercase":       invalid.Uppercase,

	"email":       invalid.Email,
	"url":         invalid.URL,
	"http_url":    invalid.URL,
	"https_url":   invalid.URL,
	"uri":         invalid.URL,
	"origin":      invalid.URL,
	"urn_rfc2141": invalid.URL,
	"urn_rfc8141": invalid.URL,
	"url_encoded": invalid.Encoding,

	"uuid":          invalid.UUID,
	"uuid3":         invalid.UUID,
	"uuid4":         invalid.UUID,
	"uuid5":         invalid.UUID,
	"uuid7":         invalid.UUID,
	"uuid_rfc4122":  invalid.UUID,
	"uuid3_rfc4122": invalid.UUID,
	"uuid4_rfc4122": invalid.UUID,
	"uuid5_rfc4122": invalid.UUID,

	"duration": invalid.Duration,
	"timezone": invalid.TimeZone,

	"ip":                invalid.IP,
	"ipv4":              invalid.IP,
	"ipv6":              invalid.IP,
	"ip_addr":           invalid.IP,
	"ip4_addr":          invalid.IP,
	"ip6_addr":          invalid.IP,
	"cidr":              invalid.Network,
	"cidrv4":            invalid.Network,
	"cidrv6":            invalid.Network,
	"hostname":          invalid.Hostname,
	"hostname_rfc1123":  invalid.Hostname,
	"hostname_label":    invalid.Hostname,
	"hostname_port":     invalid.Hostname,
	"fqdn":              invalid.Hostname,
	"dns_rfc1035_label": invalid.Hostname,
	"tcp_addr":          invalid.Hostname,
	"tcp4_addr":         invalid.Hostname,
	"tcp6_addr":         invalid.Hostname,
	"udp_addr":          invalid.Hostname,
	"udp4_addr":         invalid.Hostname,
	"udp6_addr":         invalid.Hostname,
	"port":              invalid.Port,

	"e164":                          invalid.Phone,
	"country_code":                  invalid.Country,
	"eu_country_code":               invalid.Country,
	"iso3166_1_alpha2":              invalid.Country,
	"iso3166_1_alpha2_eu":           invalid.Country,
	"iso3166_1_alpha3":              invalid.Country,
	"iso3166_1_alpha3_eu":           invalid.Country,
	"iso3166_1_alpha_numeric":       invalid.Country,
	"iso3166_1_alpha_numeric_eu":    invalid.Country,
	"iso3166_2":                     invalid.Country,
	"iso4217":                       invalid.Currency,
	"iso4217_numeric":               invalid.Currency,
	"bcp47_language_tag":            invalid.Language,
	"bcp47_strict_language_tag":     invalid.Language,
	"postcode_iso3166_alpha2":       invalid.Postcode,
	"postcode_iso3166_alpha2_field": invalid.Postcode,
	"credit_card":                   invalid.CardNumber,
	"luhn_checksum":                 invalid.Checksum,
	"eth_addr_checksum":             invalid.Checksum,
	"latitude":                      invalid.OutOfRangeError{Min: "-90", Max: "90"},
	"longitude":                     invalid.OutOfRangeError{Min: "-180", Max: "180"},

	"iscolor":      invalid.Color,
	"hexcolor":     invalid.Color,
	"rgb":          invalid.Color,
	"rgba":         invalid.Color,
	"hsl":          invalid.Color,
	"hsla":         invalid.Color,
	"cmyk":         invalid.Color,
	"json":         invalid.JSON,
	"base64":       invalid.Base64,
	"base64url":    invalid.Base64,
	"base64rawurl": invalid.Base64,
	"image":        invalid.FileType,
	"file":         invalid.NotFound,
	"dir":          invalid.NotFound,
	"uds_exists":   invalid.NotFound,
}

// formats has the names of formats that have no status of their own. A name is read in texts of every language.
var formats = map[string]string{
	"isbn":                      "ISBN",
	"isbn10":                    "ISBN-10",
	"isbn13":                    "ISBN-13",
	"issn":                      "ISSN",
	"bic":                       "BIC (ISO 9362)",
	"bic_iso_9362_2014":         "BIC (ISO 9362:2014)",
	"ein":                       "EIN",
	"ssn":                       "SSN",
	"btc_addr":                  "Bitcoin",
	"btc_addr_bech32":           "Bitcoin Bech32",
	"eth_addr":                  "Ethereum",
	"semver":                    "SemVer",
	"cve":                       "CVE",
	"jwt":                       "JWT",
	"cron":                      "cron",
	"mac":                       "MAC",
	"ulid":                      "ULID",
	"md4":                       "MD4",
	"md5":                       "MD5",
	"sha256":                    "SHA-256",
	"sha384":                    "SHA-384",
	"sha512":                    "SHA-512",
	"ripemd128":                 "RIPEMD-128",
	"ripemd160":                 "RIPEMD-160",
	"tiger128":                  "Tiger-128",
	"tiger160":                  "Tiger-160",
	"tiger192":                  "Tiger-192",
	"mongodb":                   "MongoDB ObjectID",
	"mongodb_connection_string": "mongodb://",
	"spicedb":                   "SpiceDB",
	"mimetype":                  "MIME type",
	"datauri":                   "data:",
	"base32":                    "Base32",
	"html":                      "HTML",
	"html_encoded":              "&#…;",
	"multibyte":                 "multibyte",
	"filepath":                  "/path/to/file",
	"dirpath":                   "/path/to/folder/",
	"unix_addr":                 "/path/to/socket",
}
