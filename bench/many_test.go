package bench

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
)

// manyProgram prints how many nanoseconds a lookup takes among many statuses and among few.
const manyProgram = `package main

import (
	"fmt"
	"time"

	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/bench/FOLDER/few"
	"github.com/httpstatus-go/httpstatus/bench/FOLDER/many"
	"github.com/httpstatus-go/httpstatus/messages"
)

func main() {
	var times [2]time.Duration
	for round := range 9 {
		for i, d := range []*messages.Dictionary{many.Language0, few.Language0} {
			if t := lookup(d); round == 0 || t < times[i] {
				times[i] = t
			}
		}
	}
	fmt.Println(float64(times[0])/lookups, float64(times[1])/lookups)
}

const lookups = 1 << 20

func lookup(d *messages.Dictionary) time.Duration {
	var keys []httpstatus.Substatus
	for s := range d.Substatuses() {
		keys = append(keys, s)
	}
	sum, random := 0, uint32(1)
	start := time.Now()
	for range lookups {
		random = random*1664525 + 1013904223
		sum += len(d.Substatus(keys[uint64(random)*uint64(len(keys))>>32]).Title)
	}
	if taken := time.Since(start); sum >= lookups {
		return taken
	}
	panic("titles without text")
}
`

// A many is what a table of very many statuses takes.
type many struct {
	generate, compile time.Duration
	memory            float64 // of the generator, in MB; 0: unknown
	lookup, few       float64 // nanoseconds among all, and among ten
}

// A figure is one of many, with its goal.
type figure struct {
	name, format string
	value, goal  float64
}

// figures are in the order of the README.
func (m many) figures() []figure {
	return []figure{
		{"gen, time", "%.1f s", m.generate.Seconds(), 2},
		{"gen, memory", "%.0f MB", m.memory, 300},
		{"go build, time", "%.1f s", m.compile.Seconds(), 10},
		{"Dictionary.Substatus, ratio to that among ten statuses", "%.2f", m.lookup / m.few, 1.3},
	}
}

// measureMany generates n statuses in five languages, compiles them and looks them up.
func measureMany(t *testing.T, n int) (m many) {
	// The go command passes over such a folder, unless it is named.
	folder, err := os.MkdirTemp(".", "_many")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(folder) })
	gen := filepath.Join(t.TempDir(), "gen.exe")
	command(t, "go", "build", "-o", gen, "github.com/httpstatus-go/httpstatus/gen")

	writeTable(t, filepath.Join(folder, "few"), 10)
	command(t, gen, "-table", filepath.Join(folder, "few"), "-package", "few", "-out", filepath.Join(folder, "few"))
	writeTable(t, filepath.Join(folder, "many"), n)
	start := time.Now()
	_, state := command(t, gen, "-table", filepath.Join(folder, "many"), "-package", "many", "-out", filepath.Join(folder, "many"))
	m.generate = time.Since(start)
	if usage, ok := state.SysUsage().(*syscall.Rusage); ok && runtime.GOOS == "linux" {
		m.memory = float64(usage.Maxrss) * 1024 / 1e6
	}

	write(t, filepath.Join(folder, "main.go"), strings.ReplaceAll(manyProgram, "FOLDER", filepath.Base(folder)))
	command(t, "go", "build", "./"+folder+"/few") // and what both import
	start = time.Now()
	command(t, "go", "build", "./"+folder+"/many")
	m.compile = time.Since(start)

	out, _ := command(t, "go", "run", "./"+folder)
	if _, err := fmt.Sscan(out, &m.lookup, &m.few); err != nil {
		t.Fatalf("%v in %q", err, out)
	}
	return m
}

// writeTable writes a table of n substatuses, which are drawn at random.
func writeTable(t *testing.T, folder string, n int) {
	random := rand.New(rand.NewPCG(7, 8))
	set := map[string]bool{}
	for len(set) < n {
		set[fmt.Sprintf("%d.%d", []int{400, 403, 409, 422, 500}[random.IntN(5)], 2000+random.IntN(5000))] = true
	}
	keys := slices.Sorted(maps.Keys(set))
	codes := &strings.Builder{}
	codes.WriteString("substatus\tname\n")
	for i, k := range keys {
		fmt.Fprintf(codes, "%s\tStatus%d\n", k, i)
	}
	if err := os.MkdirAll(folder, 0o777); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(folder, "substatuses.tsv"), codes.String())
	languages := "language\tname\n"
	for i, l := range []string{"en", "zh-Hans", "zh-Hant", "de-CH", "ja"} {
		languages += fmt.Sprintf("%s\tLanguage%d\n", l, i)
		text := &strings.Builder{}
		text.WriteString("status\ttitle\tdetail\tremedy\n")
		for _, k := range keys {
			fmt.Fprintf(text, "%s\t%s in %s\tThe detail of %s, which has a usual length, in %s.\tThe remedy of %s, in %s.\n", k, k, l, k, l, k, l)
		}
		write(t, filepath.Join(folder, "text."+l+".tsv"), text.String())
	}
	write(t, filepath.Join(folder, "languages.tsv"), languages)
}

func write(t *testing.T, name, text string) {
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

func command(t *testing.T, name string, args ...string) (string, *os.ProcessState) {
	cmd := exec.Command(name, args...)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s %q: %v", name, args, err)
	}
	return string(out), cmd.ProcessState
}

// TestMany checks that what is measured works.
func TestMany(t *testing.T) {
	if m := measureMany(t, 100); m.generate <= 0 || m.compile <= 0 || m.lookup <= 0 || m.few <= 0 {
		t.Errorf("%+v", m)
	}
}
