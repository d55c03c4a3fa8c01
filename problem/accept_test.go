package problem

import (
	"log/slog"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/httpstatus-go/httpstatus"
	"github.com/stretchr/testify/assert"
)

func TestAccepted(t *testing.T) {
	const j, h, p = problemJSON, htmlPage, plainText
	for _, tt := range []struct {
		accept string // lines separated by |
		want   form
	}{
		{"", j},
		{"*/*", j},
		{"application/json", j},
		{"application/problem+json", j},
		{"application/*", j},
		{"APPLICATION/JSON", j},
		{"application/json; charset=utf-8", j},
		{"application/json;odata=verbose", j},
		{"application/xml", j},
		{"image/avif,image/webp,*/*", j},
		{"*", j}, // Java's HttpURLConnection: text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2

		{"text/html", h},
		{"text/*", h},
		{"text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2", h},
		{"text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", h},                                                                         // Firefox
		{"text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,*/*;q=0.8,application/signed-exchange;v=b3;q=0.7", h}, // Chrome
		{"text/html, */*; q=0.01", h},                         // jQuery, html
		{"text/html, */*", h},                                 // htmx
		{"application/json, text/plain, */*", j},              // axios
		{"application/json, text/javascript, */*; q=0.01", j}, // jQuery, json
		{"text/plain", p},
		{"text/plain;charset=UTF-8", p},
		{`text/plain;charset="utf-8"`, p},

		// Weights.
		{"text/html;q=0.5,text/plain", p},
		{"text/html;q=0.5,application/json;q=0.4", h},
		{"text/html;q=0.5,application/json;q=0.6", j},
		{"text/html;q=0.5, */*;q=0.6", j},
		{"text/html;q=.5,text/plain;q=.6", p},
		{"text/html;q=0.1234,text/plain;q=0.123", h}, // of equal thousandths, the earlier
		{"text/html ; Q=0.5 , text/plain ; q=0.6", p},
		{"text/html;q=1.0,text/plain;q=1.000", h},
		{"text/html;q=0;x=1,text/plain;q=0.1;x=2", p},

		// Of equal weights the more specific, then the earlier.
		{"text/*, text/plain", p},
		{"*/*, text/*", h},
		{"text/plain, text/html", p},
		{"text/html, text/plain", h},
		{"application/json, text/html", j},
		{"text/html, application/json", h},
		{"text/plain, application/*", p},

		// The most specific range decides on a form (RFC 9110, 12.5.1).
		{"text/*;q=0.3, text/plain;q=0.7, text/plain;format=flowed, text/plain;format=fixed;q=0.4, */*;q=0.5", p},
		{"text/*;q=0.6, text/html;q=0.2, */*;q=0.4", p},
		{"application/problem+json;q=0.1, application/json, text/html;q=0.5", h},
		{"text/html;level=1, text/html;q=0.2, text/plain;q=0.3", p},
		{"text/html;level=1", h},
		{"text/html;level=1;q=0, text/html;q=0.1", h},
		{"text/html;q=0.2;level=1, text/plain;q=0.1", h},

		// Refused.
		{"text/html;q=0", j},
		{"application/json;q=0", j}, // nothing else is asked for
		{"application/json;q=0, */*", h},
		{"application/json;q=0, text/html;q=0, */*;q=0.1", p},
		{"*/*;q=0", j},
		{"*/*;q=0, text/plain", p},
		{"text/plain;q=0, application/problem+json;q=0", j},

		// Malformed entries are none.
		{"text/html;q=abc, text/plain", p},
		{"text/html;q=2", j},
		{"text/html;q=-1", j},
		{"text/html;q=1.5", j},
		{"text/html;q=", j},
		{"text/html;q=.", j},
		{"text/html;q=0.5.5", j},
		{"text/html;q", j},
		{"text", j},
		{"/html", j},
		{"*/html", j},
		{",,text/plain,,", p},
		{"text/html text/plain", j},
		{";q=1", j},
		{"\x00,text/plain", p},
		{`text/html;x="a,text/plain;q=0",text/plain;q=0.5`, h},
		{`image/png;x="\",text/plain",text/html;q=0.1`, h},
		{`text/html;x="`, h},
		{`text/html;x="a;q=0";q=0.5,text/plain;q=0.4`, h},

		// Several lines are one list.
		{"application/json;q=0.1|text/html", h},
		{"|text/plain", p},
		{"text/html;q=0|text/html;q=0.5|text/plain;q=0.4", h},
		{strings.Repeat("image/png,", maxAccept/10) + "text/html", j},
		{"text/plain;q=0.5,image/" + strings.Repeat("x", maxAccept) + ",text/html", p},
		{strings.Repeat("image/png,", maxAccept/19) + "|" + strings.Repeat("image/png,", maxAccept/19) + "|text/html", j},
	} {
		lines := strings.Split(tt.accept, "|")
		if got := accepted(lines, 0); got != tt.want {
			t.Errorf("accepted(%.200q) = %s, want %s", lines, contentTypes[got], contentTypes[tt.want])
		}
	}
	if got := accepted(nil, 0); got != j {
		t.Errorf("accepted() = %s", contentTypes[got])
	}
}

func FuzzAccepted(f *testing.F) {
	for _, s := range []string{
		"", "*/*", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "application/json, text/plain, */*",
		`text/html;x="a,b\"";q=0.5,text/plain;q=.4`, "text/html;q=0|*/*;q=0.1",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		lines := strings.Split(s, "|")
		got := accepted(lines, 0)
		if got >= forms {
			t.Fatalf("accepted(%q) = %d", lines, got)
		}
		if len(s) > maxAccept/2 {
			return
		}
		// What is no entry changes nothing.
		if more := accepted(append(lines, "", "text/html;q=9", "image/png"), 0); more != got {
			t.Errorf("accepted(%q) = %d, and with entries that are none %d", lines, got, more)
		}
		// Lines and entries are the same, where no comma is quoted.
		if !strings.Contains(s, `"`) {
			if single := accepted(strings.FieldsFunc(s, func(r rune) bool { return r == ',' || r == '|' }), 0); single != got {
				t.Errorf("accepted(%q) = %d, and of a line each %d", lines, got, single)
			}
		}
		// What is wanted most is what comes, wherever it stands.
		if top := accepted([]string{"text/plain", strings.ReplaceAll(s, "text/plain", "x/y")}, 0); top != plainText && !strings.Contains(strings.ToLower(s), "text/") {
			t.Errorf("accepted(text/plain, %q) = %d", s, top)
		}
	})
}

// TestAcceptedBound has fields about as long as what is looked at. An entry counts if its end is in it: a comma, or that of the
// line.
func TestAcceptedBound(t *testing.T) {
	fill := func(n int) string { return "image/" + strings.Repeat("x", n-len("image/,")) + "," }
	const last = len("text/plain")
	for _, tt := range []struct {
		lines []string
		want  form
	}{
		{[]string{fill(maxAccept-last) + "text/plain"}, plainText},
		{[]string{fill(maxAccept-last+1) + "text/plain"}, problemJSON},
		{[]string{fill(maxAccept-last) + "text/plain,"}, problemJSON},
		{[]string{fill(maxAccept-last-1) + "text/plain,text/html"}, plainText},
		{[]string{"text/html;q=0.5," + fill(maxAccept) + "text/plain"}, htmlPage},
		{[]string{"text/html;q=0.5,text/plain" + strings.Repeat("x", maxAccept)}, htmlPage},
		{[]string{"text/html" + strings.Repeat("x", maxAccept)}, problemJSON},
		// Lines are counted together.
		{[]string{fill(1000), fill(maxAccept-1000-last) + "text/plain"}, plainText},
		{[]string{fill(1000), fill(maxAccept-1000-last+1) + "text/plain"}, problemJSON},
		{[]string{fill(1000) + strings.Repeat("x", maxAccept), fill(maxAccept-1000-last) + "text/plain"}, plainText},
		{[]string{fill(1000) + strings.Repeat("x", maxAccept), fill(maxAccept-1000-last+1) + "text/plain"}, problemJSON},
		{[]string{fill(maxAccept), "text/plain"}, problemJSON},
	} {
		if got := accepted(tt.lines, 0); got != tt.want {
			t.Errorf("accepted(%.40q…) = %s, want %s", tt.lines, contentTypes[got], contentTypes[tt.want])
		}
	}
}

func TestForms(t *testing.T) {
	for _, tt := range []struct {
		forms        Forms
		accept, want string
		vary         bool
	}{
		{0, "text/html", "text/html", true},
		{0, "text/markdown", "text/markdown", true},
		{0, "text/markdown;q=0.9,text/plain", "text/plain", true},
		{JSON, "text/html", "application/problem+json", false},
		{JSON | Text, "text/html", "application/problem+json", true},
		{JSON | Text, "text/html,text/plain;q=0.5", "text/plain", true},
		{HTML | Text, "application/json", "text/html", true},
		{Markdown, "*/*", "text/markdown", false},
		{HTML, "*/*", "text/html", false},
		{Text, "text/html", "text/plain", false},
		{HTML | Markdown, "text/markdown", "text/markdown", true},
		{JSON | HTML | Text | Markdown, "text/plain", "text/plain", true},
		{Text | Markdown, "application/json", "text/plain", true},
	} {
		rr, _ := logged()
		rr.Forms = tt.forms
		w := httptest.NewRecorder()
		rr.Write(w, request("GET", "Accept: "+tt.accept), httpstatus.NotFound)
		if got, _, _ := strings.Cut(w.Header().Get("Content-Type"), ";"); got != tt.want {
			t.Errorf("%b, %s: %s, want %s", tt.forms, tt.accept, got, tt.want)
		}
		want := "Accept-Language"
		if tt.vary {
			want = "Accept, Accept-Language"
		}
		if got := w.Header()["Vary"]; len(got) != 1 || got[0] != want {
			t.Errorf("%b: Vary is %q, want %q", tt.forms, got, want)
		}
	}
}

// TestNearestForm has clients that accept what is near to a form and not it.
func TestNearestForm(t *testing.T) {
	for _, c := range []struct {
		forms  Forms
		accept string
		want   string
	}{
		{0, "application/xml, text/plain;q=0.5", "text/plain; charset=utf-8"},
		{0, "application/json, text/plain;q=0.5", "application/problem+json"},
		{0, "text/html;x=utf-8;q=0, text/html;q=0.1, */*;q=0.05", "text/html; charset=utf-8"},
		{0, "text/html;charset=utf-8;q=0, text/plain;q=0.1", "text/plain; charset=utf-8"},
		{Text, "image/png", "text/plain; charset=utf-8"},
		{HTML, "image/png", "text/html; charset=utf-8"},
		{HTML | Text, "image/png", "text/html; charset=utf-8"},
		{Markdown, "text/html", "text/markdown; charset=utf-8"},
	} {
		a := (&Renderer{Log: slog.New(slog.DiscardHandler), Forms: c.forms}).Answer(request("GET", "Accept: "+c.accept), httpstatus.NotFound)
		assert.Equal(t, c.want, a.Header.Get("Content-Type"), c.accept)
	}
}

// TestWeightPlaces has the weight of a media range behind, before and inside of other parameters (RFC 9110, 12.4.2 and 5.6.6).
func TestWeightPlaces(t *testing.T) {
	for accept, want := range map[string]string{
		"text/html;charset=utf-8;q=0.1, text/plain;q=0.5": "text/plain; charset=utf-8",
		"text/html;level=1;q=0, */*;q=0.5, text/html":     "text/html; charset=utf-8",
		"text/html;level=1;q=0, text/*":                   "text/html; charset=utf-8", // a variant that is refused refuses no other
		`text/html;x="a\";b";q=0.1, text/plain;q=0.5`:     "text/plain; charset=utf-8",
		`text/html;x="q=0.9";q=0.1, text/plain;q=0.5`:     "text/plain; charset=utf-8",
		`text/html;x="\\";q=0.1, text/plain;q=0.5`:        "text/plain; charset=utf-8",
		"text/html;q=0.001, text/plain;q=0":               "text/html; charset=utf-8",
		"text/plain ; q=1.000 , text/html;q=0.999":        "text/plain; charset=utf-8",
	} {
		a := silent().Answer(request("GET", "Accept: "+accept), httpstatus.NotFound)
		assert.Equal(t, want, a.Header.Get("Content-Type"), accept)
	}
}
