package browser

import (
	"bytes"
	"flag"
	"image/png"
	"net/url"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/httpstatus-go/httpstatus/catalog"
	"github.com/httpstatus-go/httpstatus/internal/shop"
	"github.com/httpstatus-go/httpstatus/messages"
)

var update = flag.Bool("update", false, "write the picture in ../docs anew")

// catalogReaders are what readers ask for, in what language the words of the page then are, and the text of the shop.
var catalogReaders = []struct {
	accept, words, text string
}{
	{"en", "en", "en"},
	{"zh-CN", "zh-Hans", "zh-Hans"},
	{"zh-TW", "zh-Hant", "zh-Hant"},
	{"ja", "en", "ja"}, // the shop has it, and this library has not
}

// dictionary returns that of the shop in a language.
func dictionary(t *testing.T, tag string) *messages.Dictionary {
	t.Helper()
	for d := range shop.Table.Dictionaries() {
		if d.String() == tag {
			return d
		}
	}
	t.Fatalf("the shop has no text in %s", tag)
	return nil
}

// each opens a page for the first n of catalogReaders, light and dark, narrow and wide.
func each(t *testing.T, n int, name, address string, check func(t *testing.T, p *tab, words, text string)) {
	chromium, axe := startChromium(t), readAxe(t)
	for _, l := range catalogReaders[:n] {
		for _, dark := range []bool{false, true} {
			for _, width := range []int{320, 1280} {
				r := reader{language: l.accept, dark: dark, width: width}
				t.Run(r.String(), func(t *testing.T) {
					p := open(t, chromium, address, r)
					p.screenshot(t, name+"-"+r.String())
					if got := evaluate[string](t, p, `document.documentElement.lang`); got != l.words {
						t.Errorf("lang is %q, want %q", got, l.words)
					}
					checkDark(t, p, dark)
					check(t, p, l.words, l.text)
					// axe takes half a minute for some hundred rows: one reader of each kind is enough there.
					if name != "catalog" || dark == (width == 320) && (l.accept == languages[0].accept) == dark {
						p.checkFaults(t, axe)
					}
				})
			}
		}
	}
}

func TestCatalog(t *testing.T) {
	origin := serveCatalog(t, "localhost:0")
	each(t, 3, "catalog", origin, func(t *testing.T, p *tab, words, _ string) {
		if got, want := p.rows(t), rowsOf(t, origin, words); !slices.Equal(got, want) || len(got) < 200 {
			t.Errorf("the page has the rows %q, want %q", got, want)
		}
		d, _ := messages.Lookup(words)
		for _, text := range []string{d.Code(404).Title, d.Code(404).Detail} {
			if !p.sees(t, text) {
				t.Errorf("%q is not to be seen", text)
			}
		}
	})
}

func TestCatalogStatus(t *testing.T) {
	origin := serveCatalog(t, "localhost:0")
	each(t, 3, "catalog-429", origin+"429", func(t *testing.T, p *tab, words, _ string) {
		d, _ := messages.Lookup(words)
		m := d.Code(429)
		for _, want := range []string{m.Title, m.Detail, m.Remedy, "curl -i " + strings.Replace(origin, "catalog/", "429", 1), "RFC 6585, 4"} {
			if !p.sees(t, want) {
				t.Errorf("%q is not to be seen", want)
			}
		}
	})
	chromium, axe := startChromium(t), readAxe(t)
	for i, path := range []string{"403.14", "nginx/499", "201", "nonstandard/999", "404.13"} {
		r := reader{language: languages[i%3].accept, dark: i%2 == 0, width: []int{320, 1280}[i%2]}
		p := open(t, chromium, origin+path, r)
		p.screenshot(t, "catalog-"+strings.ReplaceAll(path, "/", "-"))
		p.checkFaults(t, axe)
	}
}

// TestShop has the index and the pages of an application's own statuses.
func TestShop(t *testing.T) {
	origin := serveShop(t, catalog.Options{})
	each(t, 4, "shop", origin, func(t *testing.T, p *tab, _, text string) {
		for row := range shop.Table.Rows() {
			if m := row.Message(dictionary(t, text)); !p.sees(t, m.Title) {
				t.Errorf("%q is not to be seen", m.Title)
			}
		}
	})
	each(t, 4, "shop-status", origin+"insufficient-balance", func(t *testing.T, p *tab, words, text string) {
		m := shop.InsufficientBalance.Message(dictionary(t, text))
		for _, want := range []string{m.Title, "403.1001", "insufficient_balance", "shop.InsufficientBalance", "https://errors.example.com/insufficient-balance", "BALANCE"} {
			if !p.sees(t, want) {
				t.Errorf("%q is not to be seen", want)
			}
		}
		if p.sees(t, m.Remedy) {
			t.Errorf("%q is to be seen by a visitor", m.Remedy)
		}
		if got := evaluate[string](t, p, `document.querySelector("h1").closest("[lang]").lang`); got != text {
			t.Errorf("the title is in %q, want %q", got, text)
		}
	})
	each(t, 4, "shop-code", serveShop(t, catalog.Options{Remedy: true})+"490", func(t *testing.T, p *tab, words, text string) {
		if m := dictionary(t, text).Code(490); !p.sees(t, m.Remedy) {
			t.Errorf("%q is not to be seen", m.Remedy)
		}
		if href := evaluate[string](t, p, `document.querySelector("dd a[href^='https:']").href`); href != "https://shop.example.com/handbook#4" {
			t.Errorf("the source is at %q", href)
		}
	})
}

// TestCatalogBelow400 goes from the page of a status that is no error to its page in the catalogue.
func TestCatalogBelow400(t *testing.T) {
	chromium, axe := startChromium(t), readAxe(t)
	origin := strings.TrimSuffix(serveCatalog(t, "localhost:0"), "catalog/")
	for i, l := range languages {
		r := reader{language: l.accept, dark: i > 0, width: 320}
		p := open(t, chromium, origin+"201", r)
		p.screenshot(t, "status-"+r.String())
		checkDark(t, p, r.dark)
		p.checkFaults(t, axe)
		if text := l.dictionary.Code(201).Detail; !p.sees(t, text) {
			t.Errorf("%q is not to be seen", text)
		}
		p.click(t, "a")
		p.wait(t, `location.pathname === "/catalog/201" && document.readyState === "complete"`)
		if got, want := evaluate[string](t, p, `document.documentElement.lang`), l.dictionary.Tag().String(); got != want {
			t.Errorf("the catalogue is in %q, want %q", got, want)
		}
	}
}

func TestCatalogPrinted(t *testing.T) {
	chromium := startChromium(t)
	origin := serveCatalog(t, "localhost:0")
	for path, most := range map[string]int{"?q=403.14": 1, "404.13": 2} {
		p := open(t, chromium, origin+path, reader{language: "en", dark: true, width: 640, print: true})
		p.screenshot(t, "catalog-print-"+strings.Trim(path, "?"))
		checkDark(t, p, false)
		for _, selector := range []string{".tools", ".numbers", ".languages", ".copy"} {
			if evaluate[bool](t, p, `[...document.querySelectorAll("`+selector+`")].some(e => e.checkVisibility())`) {
				t.Errorf("%s is printed", selector)
			}
		}
		if n := sheets(t, p); n > most {
			t.Errorf("%s is printed on %d sheets, want %d", path, n, most)
		}
	}
}

// TestCatalogPicture holds what the READMEs show of the catalogue.
func TestCatalogPicture(t *testing.T) {
	for name, r := range map[string]struct{ language, query string }{
		"../docs/catalog.png":       {"en", "too large"},
		"../docs/catalog.zh-CN.png": {"zh-CN", "限流"},
	} {
		t.Run(r.language, func(t *testing.T) {
			if *update {
				p := open(t, startChromium(t), serveCatalog(t, "localhost:8404")+"?q="+url.QueryEscape(r.query), reader{language: r.language, width: 1280})
				evaluate[bool](t, p, `(scrollTo(0, 0), true)`)
				if err := os.WriteFile(name, p.screenshot(t, "catalog-picture-"+r.language), 0o666); err != nil {
					t.Fatal(err)
				}
			}
			file, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			config, err := png.DecodeConfig(bytes.NewReader(file))
			if err != nil {
				t.Fatal(err)
			}
			if config.Width != 1280 || config.Height != 800 {
				t.Errorf("the picture is %d × %d, want 1280 × 800", config.Width, config.Height)
			}
			if len(file) > 300<<10 {
				t.Errorf("the picture has %d bytes, want 300 KiB at most", len(file))
			}
		})
	}
}
