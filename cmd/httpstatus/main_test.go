package main

import (
	"encoding/hex"
	"errors"
	"flag"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

var update = flag.Bool("update", false, "write the golden files anew")

// builtIn returns the tables that the command has in it.
var builtIn = sync.OnceValue(func() *library {
	lib, err := loadLibrary(nil, "")
	if err != nil {
		panic(err)
	}
	return lib
})

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"httpstatus": main})
}

// noExitSleep is the setting of GORACE by which a process with the race detector does not take a second to exit.
const noExitSleep = "atexit_sleep_ms=0"

// TestScript runs each form of the command as a shell does.
func TestScript(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:           "testdata/script",
		UpdateScripts: *update,
		Setup: func(e *testscript.Env) error {
			e.Setenv("GORACE", noExitSleep)
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits": exits,
			"first": first,
			"unhex": unhex,
		},
	})
}

// exits runs a command and checks what it exits with: exits 2 httpstatus nonsense.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE COMMAND...")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	var exit *exec.ExitError
	if err := ts.Exec(args[1], args[2:]...); errors.As(err, &exit) {
		got = exit.ExitCode()
	} else {
		ts.Check(err)
	}
	if got != want {
		ts.Fatalf("exits with %d, want %d", got, want)
	}
}

// first checks the first word of the standard output: first 404.
func first(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: first REGEXP")
	}
	word, _, _ := strings.Cut(ts.ReadFile("stdout"), " ")
	if !regexp.MustCompile("^(?:" + args[0] + ")$").MatchString(word) {
		ts.Fatalf("the first word is %q, want %s", word, args[0])
	}
}

// unhex writes a file of bytes: unhex FILE ff fe.
func unhex(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: unhex FILE BYTE...")
	}
	data, err := hex.DecodeString(strings.Join(args[1:], ""))
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), data, 0o666))
}

// TestUsage checks that the usage is as wide as a terminal at the most, and names every table, command and flag.
func TestUsage(t *testing.T) {
	for l := range languages {
		usage := builtIn().usageText(l)
		for line := range strings.Lines(usage) {
			if n := columns(strings.TrimSuffix(line, "\n")); n > 96 {
				t.Errorf("%d columns: %s", n, line)
			}
		}
		names := slices.Concat(builtIn().ids(), verbs())
		for _, f := range allFlags {
			names = append(names, "-"+f.name)
		}
		for _, name := range names {
			if !strings.Contains(usage, name) && name != "help" {
				t.Errorf("the usage in %s does not name %s", l.tag(), name)
			}
		}
	}
}

// TestFlags holds what is known of the flags to those that there are.
func TestFlags(t *testing.T) {
	flags := flag.NewFlagSet("", flag.ContinueOnError)
	new(command).register(flags, new(commandOptions))
	have := []string{"h"} // which package flag knows by itself
	flags.VisitAll(func(f *flag.Flag) { have = append(have, f.Name) })
	var known []string
	for _, f := range allFlags {
		known = append(known, f.name)
	}
	slices.Sort(have)
	slices.Sort(known)
	if !slices.Equal(have, known) {
		t.Errorf("there are the flags %q, known are %q", have, known)
	}
}

// TestPhrases checks that everything that the command says is there in each language, with the same values.
func TestPhrases(t *testing.T) {
	verb := regexp.MustCompile(`%(\[\d\])?[a-z]`)
	for id, texts := range phrases {
		count := func(s string) (n int) { return len(verb.FindAllString(s, -1)) }
		for l, text := range texts {
			if text == "" || count(text) != count(texts[english]) {
				t.Errorf("phrase %d in %s: %q", id, language(l).tag(), text)
			}
		}
	}
}

// A full device takes nothing.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("no space left") }

// TestWriteError checks that output that cannot be written is no success.
func TestWriteError(t *testing.T) {
	for _, args := range [][]string{{"404"}, {"list"}, {"list", "-json"}, {"find", "gone"}, {"-h"}, {"serve", "-addr", "localhost:0"}} {
		var stderr strings.Builder
		if code := run(args, strings.NewReader(""), full{}, &stderr, func(string) string { return "" }); code != exitFalse {
			t.Errorf("%q exits with %d, want %d", args, code, exitFalse)
		}
		if got, want := stderr.String(), "httpstatus: no space left\n"; got != want {
			t.Errorf("%q says %q, want %q", args, got, want)
		}
	}
}
