package bench

import (
	"cmp"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
)

var update = flag.Bool("update", false, "measure, and write the tables of README.md anew")

// Between these lines README.md has the tables.
const (
	begin = "<!-- The tables, from go test -run Readme -update. -->\n"
	end   = "<!-- The end of the tables. -->\n"
)

// rounds is how often each contender is measured, one after the other, so that a busy moment does not hit one alone.
const rounds = 5

// TestReadme checks that README.md has a row for each contender, and, with -update, measures them.
func TestReadme(t *testing.T) {
	file, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	head, rest, ok := strings.Cut(string(file), begin)
	tables, tail, ok2 := strings.Cut(rest, end)
	if !ok || !ok2 {
		t.Fatal("README.md lacks the lines that the tables are between")
	}
	if *update {
		tables = measure(t)
		if err := os.WriteFile("README.md", []byte(head+begin+tables+end+tail), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	var rows []string
	for line := range strings.Lines(tables) {
		if cells := strings.Split(line, "|"); len(cells) > 2 {
			if name := strings.TrimSpace(cells[1]); name != "" && !strings.HasPrefix(name, "---") {
				rows = append(rows, name)
			}
		}
	}
	var want []string
	for _, c := range comparisons {
		for _, by := range c.by {
			want = append(want, by.name)
		}
	}
	for _, s := range servers {
		want = append(want, s.name)
	}
	for _, f := range (many{}).figures() {
		want = append(want, f.name)
	}
	if !slices.Equal(rows, want) {
		t.Errorf("README.md has the rows\n%q,\nwant\n%q", rows, want)
	}
}

// measure returns the tables: of each contender the fastest round.
func measure(t *testing.T) string {
	if err := flag.Set("test.benchtime", "300ms"); err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s, %s, %s/%s, %s. Behind what has a goal stands whether it is kept.\n", time.Now().Format(time.DateOnly), runtime.Version(), runtime.GOOS, runtime.GOARCH, processor())
	for _, c := range comparisons {
		results := make([][]testing.BenchmarkResult, len(c.by))
		for range rounds {
			for i, by := range c.by {
				results[i] = append(results[i], testing.Benchmark(func(b *testing.B) {
					b.ReportAllocs()
					by.run(b.N)
				}))
			}
		}
		var base float64
		fmt.Fprintf(&b, "\n%s\n\n|  | time | ratio | bytes | allocations | goal, at most |\n| --- | ---: | ---: | ---: | ---: | --- |\n", c.about)
		for i, by := range c.by {
			best := slices.MinFunc(results[i], func(a, b testing.BenchmarkResult) int { return cmp.Compare(perOp(a), perOp(b)) })
			if i == 0 {
				base = perOp(best)
			}
			fmt.Fprintf(&b, "| %s | %s | %.2f | %d | %d | %s |\n", by.name, duration(perOp(best)), perOp(best)/base, best.AllocedBytesPerOp(), best.AllocsPerOp(),
				by.goal.verdict(perOp(best)/base, perOp(best), best.AllocsPerOp()))
			t.Logf("%s/%s: %s", c.name, by.name, best.String()+best.MemString())
		}
	}
	measureLoads(t, &b)
	measureMany10000(t, &b)
	b.WriteString("\n")
	return b.String()
}

// verdict says what the goal is, and whether it is kept.
func (g goal) verdict(ratio, ns float64, allocs int64) string {
	var goals []string
	kept := true
	if g.ratio > 0 {
		goals, kept = append(goals, fmt.Sprintf("%.2f", g.ratio)), kept && ratio <= g.ratio
	}
	if g.time > 0 {
		goals, kept = append(goals, duration(float64(g.time))), kept && ns <= float64(g.time)
	}
	if g.allocs > 0 {
		goals, kept = append(goals, fmt.Sprint(g.allocs, " allocations")), kept && allocs <= g.allocs
	}
	if goals == nil {
		return ""
	}
	return strings.Join(goals, ", ") + ": " + keptOrMissed(kept)
}

func keptOrMissed(kept bool) string {
	if kept {
		return "kept"
	}
	return "**missed**"
}

// leastRate is the goal of a localized 404: this part of what the measure of the servers does.
const leastRate = 0.95

func measureLoads(t *testing.T, b *strings.Builder) {
	all := make([][]load, len(servers))
	for range rounds {
		for i, s := range servers {
			all[i] = append(all[i], measureLoad(t, s, 3))
		}
	}
	fmt.Fprintf(b, "\nA server under load: `wrk` asks it for what is not there, over loopback, %d requests at a time; both share the machine's %d cores.\n\n"+
		"|  | requests a second | ratio | 99th percentile | goal, at least |\n| --- | ---: | ---: | ---: | --- |\n", connections, runtime.NumCPU())
	base := best(all[0]).rate
	for i, s := range servers {
		l, verdict := best(all[i]), ""
		if i > 0 {
			verdict = fmt.Sprintf("%.2f: %s", leastRate, keptOrMissed(l.rate/base >= leastRate))
		}
		fmt.Fprintf(b, "| %s | %.0f | %.2f | %s | %s |\n", s.name, l.rate, l.rate/base, duration(float64(l.p99)), verdict)
	}
}

func measureMany10000(t *testing.T, b *strings.Builder) {
	b.WriteString("\nA table of 10,000 statuses in five languages, which `gen` makes a package of and the compiler an archive.\n\n|  | measured | goal, at most |\n| --- | ---: | --- |\n")
	for _, f := range measureMany(t, 10000).figures() {
		fmt.Fprintf(b, "| %s | "+f.format+" | "+f.format+": %s |\n", f.name, f.value, f.goal, keptOrMissed(f.value <= f.goal))
	}
}

// perOp returns the nanoseconds of one operation.
func perOp(r testing.BenchmarkResult) float64 { return float64(r.T.Nanoseconds()) / float64(r.N) }

func duration(ns float64) string {
	switch {
	case ns < 100:
		return fmt.Sprintf("%.1f ns", ns)
	case ns < 1000:
		return fmt.Sprintf("%.0f ns", ns)
	case ns < 10_000:
		return fmt.Sprintf("%.2f µs", ns/1000)
	case ns < 1_000_000:
		return fmt.Sprintf("%.1f µs", ns/1000)
	}
	return fmt.Sprintf("%.1f ms", ns/1_000_000)
}

// processor returns the name of the machine's processor, as far as the system tells it.
func processor() string {
	out, err := exec.Command("lscpu").Output()
	if err == nil {
		for line := range strings.Lines(string(out)) {
			if name, ok := strings.CutPrefix(line, "Model name:"); ok {
				return strings.TrimSpace(name)
			}
		}
	}
	return "unknown processor"
}
