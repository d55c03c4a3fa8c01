package main

import (
	"flag"
	"strings"

	"github.com/httpstatus-go/httpstatus"
)

// A commandOptions is what the flags say that a command does not keep for itself.
type commandOptions struct {
	lang, color, types string
	tables             stringList
	version            bool
	log                logOptions
	given              map[string]bool // the names of the flags that were given
}

// register says where the value of each flag goes.
func (c *command) register(flags *flag.FlagSet, o *commandOptions) {
	flags.StringVar(&o.lang, "lang", "", "")
	flags.StringVar(&o.color, "color", "auto", "")
	flags.Var(&o.tables, "table", "")
	flags.StringVar(&o.types, "types", "", "")
	flags.BoolVar(&o.version, "version", false, "")
	flags.BoolVar(&c.json, "json", false, "")
	flags.BoolVar(&c.verbose, "v", false, "")
	flags.StringVar(&c.addr, "addr", "", "")
	o.log.register(flags)
}

// A flagInfo is what is known of a flag besides where its value goes.
type flagInfo struct {
	name     string
	value    string   // what follows it: "dir", "file", "lang", "color" or any other "word"; "" for nothing
	commands []string // those that it is for; nil for all
}

var (
	logAlone = []string{"log"}
	allFlags = []flagInfo{
		{"table", "dir", nil}, {"types", "word", nil}, {"lang", "lang", nil}, {"json", "", nil}, {"color", "color", nil},
		{"addr", "word", []string{"serve", "log"}}, {"v", "", []string{"serve"}}, {"version", "", nil}, {"h", "", nil},
		{"top", "word", logAlone}, {"by", "word", logAlone}, {"status", "word", logAlone}, {"since", "word", logAlone},
		{"until", "word", logAlone}, {"explain", "", logAlone}, {"csv", "", logAlone}, {"html", "file", logAlone},
		{"serve", "", logAlone}, {"follow", "", logAlone}, {"fields", "word", logAlone},
	}
)

// commandsOf returns the commands that a flag is for; nil for all.
func commandsOf(flag string) []string {
	for _, f := range allFlags {
		if f.name == flag {
			return f.commands
		}
	}
	return nil
}

// A stringList is a flag that can be given several times.
type stringList []string

func (l *stringList) String() string     { return strings.Join(*l, " ") }
func (l *stringList) Set(s string) error { *l = append(*l, s); return nil }

// parseArgs returns the arguments that are not flags. Flags can stand before, between and after them, up to a "--".
func parseArgs(flags *flag.FlagSet, args []string) (words []string, err error) {
	for i := 0; i < len(args); i++ {
		arg := args[i]
		if len(arg) < 2 || arg[0] != '-' {
			words = append(words, arg)
			continue
		}
		if arg == "--" {
			return append(words, args[i+1:]...), nil
		}
		name, value, hasValue := strings.Cut(strings.TrimPrefix(arg[1:], "-"), "=")
		f := flags.Lookup(name)
		switch {
		case f == nil && (name == "h" || name == "help"):
			return words, flag.ErrHelp
		case f == nil:
			return words, unknownFlag(flags, name)
		}
		b, ok := f.Value.(interface{ IsBoolFlag() bool })
		isBool := ok && b.IsBoolFlag()
		switch {
		case hasValue:
		case isBool:
			value = "true"
		case i+1 == len(args):
			return words, usage(sayNoValue, quote("-"+name))
		default:
			i++
			value = args[i]
		}
		switch err := flags.Set(name, value); {
		case err != nil && isBool:
			return words, usage(sayBadBool, name, quote(value))
		case err != nil:
			return words, usage(sayBadCount, name, quote(value))
		}
	}
	return words, nil
}

// unknownFlag says that there is no flag of a name, and which one may have been meant.
func unknownFlag(flags *flag.FlagSet, name string) error {
	names := []string{"help"}
	flags.VisitAll(func(f *flag.Flag) { names = append(names, f.Name) })
	if _, err := httpstatus.ParseSubstatus(name); err == nil {
		return usage(sayUnknownFlagMeant, quote("-"+name), name)
	}
	meant := near(strings.ToLower(name), names)
	if len(meant) == 0 || len(meant) > 3 {
		return usage(sayUnknownFlag, quote("-"+name))
	}
	for i := range meant {
		meant[i] = "-" + meant[i]
	}
	return usage(sayUnknownFlagMeant, quote("-"+name), options(meant))
}
