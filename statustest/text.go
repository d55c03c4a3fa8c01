package statustest

import (
	"encoding/json"
	"fmt"
	"html"
	"strings"

	"github.com/httpstatus-go/httpstatus/messages"
	"github.com/stretchr/testify/assert"
	"golang.org/x/text/language"
)

// Text asserts that the reader of the response got is told want: that its title and its detail stand in the body, in the
// strings of a JSON document, in what an HTML page shows, or in any other text as it is, whatever the white space; and
// that Content-Language names its language. An empty detail and an undetermined language are not looked for, nor is the
// remedy. Only a response has a text: anything else fails.
//
//	statustest.Text(t, messages.SimplifiedChinese.Code(httpstatus.NotFound), rec)
func Text(t TestingT, want messages.Message, got any, msgAndArgs ...any) bool {
	if h, ok := t.(helper); ok {
		h.Helper()
	}
	r := resultOf(got)
	if r.resp == nil {
		return assert.Fail(t, r.failure("want a response with text, got %s", r.name()), msgAndArgs...)
	}
	if faults := r.textFaults(want); len(faults) > 0 {
		return assert.Fail(t, r.failure("%s lacks the text:\n%s", r.name(), list(faults)), msgAndArgs...)
	}
	return true
}

// textFaults returns what a response lacks of the text.
func (r *result) textFaults(want messages.Message) []string {
	if want.Title == "" && want.Detail == "" {
		return []string{"the text that is wanted has no title and no detail"}
	}
	var faults []string
	body, whole := r.content(maxBody)
	text := oneSpace(visible(r.mediaType(), body))
	where := "in the body"
	if !whole {
		where = fmt.Sprintf("in the first %d bytes of the body", len(body))
	}
	for _, part := range []struct{ name, text string }{{"title", want.Title}, {"detail", want.Detail}} {
		if !strings.Contains(text, oneSpace(part.text)) {
			faults = append(faults, fmt.Sprintf("no %s %q %s", part.name, part.text, where))
		}
	}
	if want.Language != language.Und && !r.speaks(want.Language) {
		faults = append(faults, fmt.Sprintf("want Content-Language %s, got %s", want.Language, r.languages()))
	}
	return faults
}

// speaks reports whether Content-Language, which is a list (RFC 9110, 8.5), names the language.
func (r *result) speaks(want language.Tag) bool {
	for _, id := range listed(r.resp.Header.Values("Content-Language")) {
		if tag, err := language.Parse(id); err == nil && tag == want {
			return true
		}
	}
	return false
}

func (r *result) languages() string {
	if ids := listed(r.resp.Header.Values("Content-Language")); len(ids) > 0 {
		return shown(strings.Join(ids, ", "), maxShownValue)
	}
	return "none"
}

// listed returns the members of a field that is a list (RFC 9110, 5.6.1).
func listed(values []string) []string {
	var members []string
	for _, value := range values {
		for member := range strings.SplitSeq(value, ",") {
			if member = strings.Trim(member, " \t"); member != "" {
				members = append(members, member)
			}
		}
	}
	return members
}

// oneSpace returns s with a space for each run of white space.
func oneSpace(s string) string { return strings.Join(strings.Fields(s), " ") }

// visible returns what a reader of the body sees.
func visible(mediaType string, body []byte) string {
	switch {
	case mediaType == "application/json" || strings.HasSuffix(mediaType, "+json"):
		var document any
		if json.Unmarshal(body, &document) == nil {
			return strings.Join(appendStrings(nil, document), "\n")
		}
	case mediaType == "text/html" || strings.HasSuffix(mediaType, "+xml"):
		return visibleHTML(string(body))
	}
	return string(body)
}

// appendStrings appends the strings among the values of a JSON document.
func appendStrings(s []string, value any) []string {
	switch value := value.(type) {
	case string:
		s = append(s, value)
	case []any:
		for _, v := range value {
			s = appendStrings(s, v)
		}
	case map[string]any:
		for _, v := range value {
			s = appendStrings(s, v)
		}
	}
	return s
}

// visibleHTML returns the text of a page without its tags, comments, styles and scripts.
func visibleHTML(page string) string {
	var text strings.Builder
	for {
		before, rest, found := strings.Cut(page, "<")
		text.WriteString(before)
		if !found {
			return html.UnescapeString(text.String())
		}
		end := ">"
		switch {
		case strings.HasPrefix(rest, "!--"):
			end = "-->"
		case tagIs(rest, "style"):
			end = "</style>"
		case tagIs(rest, "script"):
			end = "</script>"
		}
		i := indexFold(rest, end)
		if i < 0 {
			return html.UnescapeString(text.String())
		}
		page = rest[i+len(end):]
	}
}

// tagIs reports whether a tag, from behind its "<", has the name.
func tagIs(tag, name string) bool {
	if len(tag) <= len(name) || !strings.EqualFold(tag[:len(name)], name) {
		return false
	}
	return strings.IndexByte(" \t\r\n/>", tag[len(name)]) >= 0
}

// indexFold is strings.Index for an ASCII end, whatever the case of its letters.
func indexFold(s, end string) int {
	for i := 0; i+len(end) <= len(s); i++ {
		if s[i] == end[0] && strings.EqualFold(s[i:i+len(end)], end) {
			return i
		}
	}
	return -1
}
