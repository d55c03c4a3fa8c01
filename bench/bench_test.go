package bench

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/messages"
	"golang.org/x/text/language"
)

// A comparison is work that several can do. The first of them is the measure of the others.
type comparison struct {
	name  string
	about string
	by    []contender
}

// A contender does the work n times.
type contender struct {
	name string
	run  func(n int)
	goal goal
}

// A goal is what a contender is meant to keep to, at most. What is 0 is no goal.
type goal struct {
	ratio  float64
	time   time.Duration
	allocs int64
}

// comparisons are in the order of the README.
var comparisons = []comparison{
	{"Reason", "The reason phrase of a registered code, drawn at random.", []contender{
		{"http.StatusText", statusText, goal{}},
		{"Code.Reason", reason, goal{}},
	}},
	{"Message", "Title, detail, remedy and language of a registered code, drawn at random, and what becomes of them.", []contender{
		{"Code.Reason", reason, goal{}},
		{"Dictionary.Code, dropped", messageDropped, goal{}},
		{"Dictionary.Code, its title read", messageTitle, goal{ratio: 3}},
		{"Dictionary.Code, copied", messageCopied, goal{}},
	}},
	{"Match", "The language for an Accept-Language, drawn at random from ten that browsers send.", []contender{
		{"language.ParseAcceptLanguage and Match", matchText(&browserHeaders), goal{}},
		{"messages.Match", match(&browserHeaders), goal{}},
	}},
	{"MatchNew", "The language for an Accept-Language that was not seen for long.", []contender{
		{"language.ParseAcceptLanguage and Match", matchText(&newHeaders), goal{}},
		{"messages.Match", match(&newHeaders), goal{ratio: 1}},
	}},
	{"MatchAny", "The same of languages that no one else asks for: any of them, in any region, some with a script.", []contender{
		{"language.ParseAcceptLanguage and Match", matchText(&anyHeaders), goal{}},
		{"messages.Match", match(&anyHeaders), goal{ratio: 1}},
	}},
	{"JSON", "A 404 as JSON: from `problem`, in Traditional Chinese as Accept-Language asks for, from the others in English. " +
		"`json.Marshal` only makes the text that `problem` sends, and sets no header.", []contender{
		{"problem.Write", writeProblem("application/json", httpstatus.NotFound), goal{}},
		{"echo.DefaultHTTPErrorHandler", writeEcho(), goal{}},
		{"echo.ProblemDetailsHTTPErrorHandler", writeEchoProblem(), goal{}},
		{"huma.WriteErr", writeHuma(), goal{}},
		{"gin.Context.JSON, its router included", writeGin(), goal{}},
		{"problems.ProblemHandler", writeProblems(), goal{}},
		{"json.Marshal", marshalProblem, goal{}},
	}},
	{"Own", "An application's own status as JSON, with its code, its problem type and the two values of its text.", []contender{
		{"problem.Write, of a built-in status", writeProblem("application/json", httpstatus.NotFound), goal{}},
		{"problem.Write, of an own status", writeProblem("application/json", own), goal{time: time.Microsecond, allocs: 6}},
	}},
	{"Page", "A 404 as a page, in Traditional Chinese.", []contender{
		{"problem.Write", writeProblem("text/html", httpstatus.NotFound), goal{}},
		{"problem.Write, with a detail of the caller's", writeProblem("text/html", withDetail), goal{time: 1500 * time.Nanosecond, allocs: 4}},
	}},
	{"Pages", "What the middleware costs a handler that answers with 200 and 1 KiB of its own.", []contender{
		{"the handler alone", serve(http.HandlerFunc(success)), goal{}},
		{"the handler in problem.Pages", serve(pages), goal{ratio: 1.4}},
	}},
}

func Benchmark(b *testing.B) {
	for _, c := range comparisons {
		for _, by := range c.by {
			b.Run(c.name+"/"+by.name, func(b *testing.B) {
				b.ReportAllocs()
				by.run(b.N)
			})
		}
	}
}

// codes are registered codes in an order that no branch predictor learns.
var codes = func() (codes [1 << 16]httpstatus.Code) {
	var known []httpstatus.Code
	for c := range httpstatus.Codes() {
		if http.StatusText(int(c)) != "" {
			known = append(known, c)
		}
	}
	random := rand.New(rand.NewPCG(1, 2))
	for i := range codes {
		codes[i] = known[random.IntN(len(known))]
	}
	return codes
}()

// What the results go to, so that the compiler does not leave out the work.
var (
	length     int
	message    messages.Message
	dictionary *messages.Dictionary
)

func reason(n int) {
	sum := 0
	for i := range n {
		sum += len(codes[i%len(codes)].Reason())
	}
	length = sum
}

func statusText(n int) {
	sum := 0
	for i := range n {
		sum += len(http.StatusText(int(codes[i%len(codes)])))
	}
	length = sum
}

func messageDropped(n int) {
	for i := range n {
		messages.TraditionalChinese.Code(codes[i%len(codes)])
	}
}

func messageTitle(n int) {
	sum := 0
	for i := range n {
		sum += len(messages.TraditionalChinese.Code(codes[i%len(codes)]).Title)
	}
	length = sum
}

func messageCopied(n int) {
	var m messages.Message
	for i := range n {
		m = messages.TraditionalChinese.Code(codes[i%len(codes)])
		use(&m)
	}
	message = m
}

// use makes the compiler believe that m is read.
//
//go:noinline
func use(m *messages.Message) {}

// browserHeaders are headers as browsers send them, each many times, in an order that no branch predictor learns.
var browserHeaders = func() (headers [1 << 12]string) {
	sent := []string{
		"en-US,en;q=0.9",
		"en-GB,en;q=0.9,fr;q=0.8",
		"en-US,en;q=0.5",
		"zh-CN,zh;q=0.9",
		"zh-CN,zh;q=0.9,en;q=0.8",
		"zh-CN,zh;q=0.8,zh-TW;q=0.7,zh-HK;q=0.5,en-US;q=0.3,en;q=0.2",
		"zh-TW,zh;q=0.9,en-US;q=0.8,en;q=0.7",
		"zh-HK,zh;q=0.9,en;q=0.8",
		"de-DE,de;q=0.9,en;q=0.8",
		"pt-BR,pt;q=0.9,en-US;q=0.8,en;q=0.7",
	}
	random := rand.New(rand.NewPCG(3, 4))
	for i := range headers {
		// A server gets each header as a string of its own.
		headers[i] = strings.Clone(sent[random.IntN(len(sent))])
	}
	return headers
}()

// newHeaders are all different, and more than any cache of a sensible size holds.
var newHeaders = func() (headers [1 << 12]string) {
	for i, h := range browserHeaders {
		headers[i] = fmt.Sprintf("%s,de;q=0.%04d", h, i)
	}
	return headers
}()

// anyHeaders have languages that are hardly ever the same, as no browsers but many crawlers send them.
var anyHeaders = func() (headers [1 << 12]string) {
	languages := strings.Fields("en zh zh-Hans zh-Hant fr de es pt sr sr-Latn no nb nn ja ko ru ar hi id ms th tr uk vi it nl pl sv da fi he fa cs hu ro el yue az-Cyrl uz-Latn")
	random := rand.New(rand.NewPCG(5, 6))
	for i := range headers {
		var b strings.Builder
		for j := range 1 + random.IntN(5) {
			for {
				tag, err := language.Parse(languages[random.IntN(len(languages))] + "-" + string([]byte{'A' + byte(random.IntN(26)), 'A' + byte(random.IntN(26))}))
				if err != nil {
					continue // no such region
				}
				if j > 0 {
					fmt.Fprintf(&b, ",%v;q=0.%d", tag, 10-j)
				} else {
					b.WriteString(tag.String())
				}
				break
			}
		}
		headers[i] = b.String()
	}
	return headers
}()

func match(headers *[1 << 12]string) func(n int) {
	return func(n int) {
		for i := range n {
			dictionary = messages.Match(headers[i%len(headers)])
		}
	}
}

// The tags that the three dictionaries serve, and which of them does.
var (
	served  = []language.Tag{language.English, language.SimplifiedChinese, language.TraditionalChinese, language.MustParse("zh-HK"), language.MustParse("zh-MO")}
	serving = []*messages.Dictionary{messages.English, messages.SimplifiedChinese, messages.TraditionalChinese, messages.TraditionalChinese, messages.TraditionalChinese}
	matcher = language.NewMatcher(served)
)

func matchText(headers *[1 << 12]string) func(n int) {
	return func(n int) {
		for i := range n {
			dictionary = matchPlain(headers[i%len(headers)])
		}
	}
}

// matchPlain is what a program does with x/text alone.
func matchPlain(header string) *messages.Dictionary {
	tags, _, err := language.ParseAcceptLanguage(header)
	if err != nil {
		return serving[0]
	}
	_, i, _ := matcher.Match(tags...)
	return serving[i]
}

// TestMatchAgrees checks that both give the same answers, so that it is the same work.
func TestMatchAgrees(t *testing.T) {
	for _, h := range slices.Concat(browserHeaders[:], newHeaders[:]) {
		if got, want := messages.Match(h), matchPlain(h); got != want {
			t.Fatalf("%s: messages.Match gives %v, x/text %v", h, got.Tag(), want.Tag())
		}
	}
}
