package statustest

import (
	"encoding/json"
	"fmt"
	"html"
	"strings"

	"github.com/httpstatus-go/httpstatus/internal/field"
	"github.com/httpstatus-go/httpstatus/messages"
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
		return fail(t, r.failure("want a response with text, got %s", r.name()), msgAndArgs)
	}
	if faults := r.textFaults(want); len(faults) > 0 {
		return fail(t, r.failure("%s lacks the text:\n%s", r.name(), list(faults)), msgAndArgs)
	}
	return true
}

// textFaults returns what a response lacks of the text.
func (r *result) textFaults(want messages.Message) []string {
	if want.Title == "" && want.Detail == "" {
		return []string{"the text that is wanted has no title and no detail"}
	}
	var faults []string
	c := r.content(maxBody)
	if c.coding != "" {
		return []string{fmt.Sprintf("the body is in %s, which is not decoded here", shown(c.coding, maxShownValue))}
	}
	text := oneSpace(visible(r.mediaType(), c.bytes))
	where := "in the body"
	if !c.whole {
		where = fmt.Sprintf("in the first %d bytes of the body", len(c.bytes))
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
	for _, id := range field.List(r.resp.Header.Values("Content-Language")) {
		if tag, err := language.Parse(id); err == nil && tag == want {
			return true
		}
	}
	return false
}

func (r *result) languages() string {
	if ids := field.List(r.resp.Header.Values("Content-Language")); len(ids) > 0 {
		return shown(strings.Join(ids, ", "), maxShownValue)
	}
	return "none"
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

// inline are the elements that do not part the words beside them (HTML, 3.2.5.2.5). Any other, as br and p, does.
const inline = " a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rb ruby s samp small " +
	"span strike strong sub sup time tt u var wbr "

// visibleHTML returns the text of a page without its tags, comments, styles and scripts.
func visibleHTML(page string) string {
	var text strings.Builder
	for page != "" {
		before, rest, found := strings.Cut(page, "<")
		text.WriteString(before)
		if !found {
			break
		}
		switch name := strings.ToLower(elementName(rest)); {
		case strings.HasPrefix(rest, "!--"):
			_, page, _ = strings.Cut(rest, "-->")
		case strings.HasPrefix(rest, "![CDATA["):
			data, after, _ := strings.Cut(rest[len("![CDATA["):], "]]>")
			text.WriteString(html.EscapeString(data))
			page = after
		case name == "script", name == "style":
			page = afterElement(rest, name)
		case name != "", strings.HasPrefix(rest, "!"), strings.HasPrefix(rest, "?"):
			if !strings.Contains(inline, " "+strings.TrimPrefix(name, "/")+" ") {
				text.WriteByte(' ')
			}
			page = afterTag(rest)
		default: // a "<" that stands for itself
			text.WriteByte('<')
			page = rest
		}
	}
	return html.UnescapeString(text.String())
}

// elementName returns the name of a tag, from behind its "<", with the "/" of an end tag; "" if it is none.
func elementName(tag string) string {
	start := 0
	if strings.HasPrefix(tag, "/") {
		start = 1
	}
	if start == len(tag) || tag[start]|0x20 < 'a' || 'z' < tag[start]|0x20 {
		return ""
	}
	if end := strings.IndexAny(tag[start:], " \t\r\n\f/>"); end >= 0 {
		return tag[:start+end]
	}
	return tag
}

// afterTag returns what follows a tag, in whose attributes a quoted ">" is no end.
func afterTag(tag string) string {
	quote := byte(0)
	for i := range len(tag) {
		switch c := tag[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case (c == '"' || c == '\'') && strings.HasSuffix(strings.TrimRight(tag[:i], " \t\r\n\f"), "="):
			quote = c
		case c == '>':
			return tag[i+1:]
		}
	}
	return ""
}

// afterElement returns what follows the end tag of an element of which nothing is text. White space may stand in the tag
// behind the name.
func afterElement(page, name string) string {
	for {
		_, rest, found := strings.Cut(page, "</")
		if !found {
			return ""
		}
		if strings.EqualFold(elementName(rest), name) {
			return afterTag(rest)
		}
		page = rest
	}
}
