package iislog

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
)

// awkProgram is the same count. That awk is told where the columns are.
const awkProgram = `!/^#/ { n[$12 " " $13 " " $14]++ } END { for (k in n) print k, n[k] }`

// goaccessFormat is the columns of makelog in the words of GoAccess.
const goaccessFormat = "%d %t %^ %m %U %q %^ %^ %h %u %R %s %^ %^ %L"

// A contender counts the statuses of a log.
type contender struct {
	name string
	args []string // what stands for the log is LOG
	env  string
	// counts makes what it prints the counts by "404 0 2".
	counts func(t testing.TB, out string) map[string]int
}

// contenders builds what has to be built.
func contenders(t testing.TB) []contender {
	dir := t.TempDir()
	build := func(name, pkg string) string {
		out := filepath.Join(dir, name+".exe")
		if b, err := exec.Command("go", "build", "-o", out, pkg).CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, b)
		}
		return out
	}
	command := build("httpstatus", "github.com/httpstatus-go/httpstatus/cmd/httpstatus")
	return []contender{
		{"httpstatus log", []string{command, "log", "-json", "LOG"}, "", jsonCounts},
		{"httpstatus log, one core", []string{command, "log", "-json", "LOG"}, "GOMAXPROCS=1", jsonCounts},
		{"httpstatus log -top 10, one core", []string{command, "log", "-json", "-top", "10", "LOG"}, "GOMAXPROCS=1", jsonCounts},
		{"awk", []string{"awk", awkProgram, "LOG"}, "", lineCounts},
		{"bufio.Scanner, strings.Fields, map", []string{"sh", "-c", `exec "$0" < "$1"`, build("fields", "./fields"), "LOG"}, "", lineCounts},
		{"GoAccess", []string{"goaccess", "LOG", "--log-format=" + goaccessFormat, "--date-format=%Y-%m-%d", "--time-format=%H:%M:%S",
			"--no-global-config", "--no-progress", "-o", filepath.Join(dir, "report.json")}, "", nil},
	}
}

// run runs the contender over a log, with both outputs, and returns what it prints and what it took.
func (c contender) run(t testing.TB, log string) (string, *os.ProcessState) {
	args := make([]string, len(c.args))
	for i, arg := range c.args {
		args[i] = strings.ReplaceAll(arg, "LOG", log)
	}
	if _, err := exec.LookPath(args[0]); err != nil {
		t.Skip(err)
	}
	cmd := exec.Command(args[0], args[1:]...)
	cmd.Env = append(os.Environ(), "LC_ALL=C")
	if c.env != "" {
		cmd.Env = append(cmd.Env, c.env)
	}
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s: %v", c.name, err)
	}
	return string(out), cmd.ProcessState
}

func jsonCounts(t testing.TB, out string) map[string]int {
	var report struct {
		Rows []struct{ Count, Code, Substatus, Win32 int }
	}
	if err := json.Unmarshal([]byte(out), &report); err != nil {
		t.Fatal(err)
	}
	counts := make(map[string]int)
	for _, row := range report.Rows {
		counts[fmt.Sprint(row.Code, " ", row.Substatus, " ", row.Win32)] += row.Count
	}
	return counts
}

func lineCounts(t testing.TB, out string) map[string]int {
	counts := make(map[string]int)
	for line := range strings.Lines(out) {
		var status, sub, win32 string
		var n int
		if _, err := fmt.Sscan(line, &status, &sub, &win32, &n); err != nil {
			t.Fatal(err)
		}
		counts[status+" "+sub+" "+win32] += n
	}
	return counts
}

// writeLog makes a log of at least size bytes.
func writeLog(t testing.TB, size int) string {
	name := filepath.Join(t.TempDir(), "u_ex.log")
	file, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	cmd := exec.Command("go", "run", "./makelog", "-size", fmt.Sprint(size))
	cmd.Stdout, cmd.Stderr = file, os.Stderr
	if err := cmd.Run(); err != nil {
		t.Fatal(err)
	}
	return name
}

// TestSameCounts checks that those that count statuses as IIS has them find the same.
func TestSameCounts(t *testing.T) {
	log := writeLog(t, 3_000_000)
	var want map[string]int
	for _, c := range contenders(t) {
		t.Run(c.name, func(t *testing.T) {
			out, _ := c.run(t, log)
			if c.counts == nil {
				return // it counts codes alone
			}
			got := c.counts(t, out)
			if want == nil {
				want = got
			}
			if len(got) < 15 || fmt.Sprint(got) != fmt.Sprint(want) {
				t.Errorf("counts %v, want %v", got, want)
			}
		})
	}
}

// BenchmarkCount counts a log of 200 MB, each time in a process of its own.
func BenchmarkCount(b *testing.B) {
	const size = 200_000_000
	log := writeLog(b, size)
	for _, c := range contenders(b) {
		b.Run(c.name, func(b *testing.B) {
			b.SetBytes(size)
			var cpu float64
			for b.Loop() {
				_, state := c.run(b, log)
				cpu += (state.UserTime() + state.SystemTime()).Seconds()
				if usage, ok := state.SysUsage().(*syscall.Rusage); ok && runtime.GOOS == "linux" {
					b.ReportMetric(float64(usage.Maxrss)/1024, "MiB")
				}
			}
			b.ReportMetric(cpu/float64(b.N)*1e9, "cpu-ns/op")
		})
	}
}
