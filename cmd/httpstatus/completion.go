package main

import (
	"fmt"
	"strings"
)

// completion prints a script that has a shell complete the arguments of the command. It has the statuses of -table too, as they
// are when it is made.
func (c *command) completion(args []string) error {
	if len(args) != 1 {
		return usage(sayBadShell, quote(strings.Join(args, " ")))
	}
	switch strings.ToLower(args[0]) {
	case "bash":
		c.bash()
	case "zsh":
		c.zsh()
	case "fish":
		c.fish()
	default:
		return usage(sayBadShell, quote(args[0]))
	}
	return nil
}

var (
	colors = []string{"auto", "always", "never"}
	shells = []string{"bash", "zsh", "fish"}
)

// completed returns the statuses that can be completed, with their titles: the numbers, and the names in Go.
func (c *command) completed() (words, titles []string) {
	for _, names := range []bool{false, true} {
		for _, s := range c.lib.all {
			word := s.qualified()
			if row := s.row(); names && (s.source.kind == vendor || row.Name == "") {
				continue
			} else if names {
				word = row.Name
			}
			words = append(words, word)
			titles = append(titles, c.lib.message(s, c.tag).Title)
		}
	}
	return words, titles
}

func (c *command) bash() {
	words, _ := c.completed()
	var flags, withWord []string
	for _, f := range allFlags {
		flags = append(flags, "-"+f.name)
		if f.value == "word" {
			withWord = append(withWord, "-"+f.name)
		}
	}
	fmt.Fprintf(c.stdout, `# bash completion of httpstatus: put it into ~/.local/share/bash-completion/completions/httpstatus
_httpstatus() {
	local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} verb= i words
	COMPREPLY=()
	for ((i = 1; i < COMP_CWORD; i++)); do
		case ${COMP_WORDS[i]} in
		-table|-html|-lang|-color|%s) ((i++)) ;;
		-*) ;;
		*) verb=${COMP_WORDS[i]}; break ;;
		esac
	done
	case $before in
	-table) COMPREPLY=($(compgen -d -- "$word")); return ;;
	-html) COMPREPLY=($(compgen -f -- "$word")); return ;;
	-lang) words='%s' ;;
	-color) words='%s' ;;
	%[1]s) return ;;
	*)
		case $word in
		-*) words='%[4]s' ;;
		*)
			case $verb in
			'') words='%[5]s %[6]s' ;;
			list) words='%[7]s %[6]s' ;;
			completion) words='%[8]s' ;;
			log) COMPREPLY=($(compgen -f -- "$word")); return ;;
			find|serve|gen|man|version|help) return ;;
			*) words='%[6]s' ;;
			esac ;;
		esac ;;
	esac
	COMPREPLY=($(compgen -W "$words" -- "$word"))
}
complete -F _httpstatus httpstatus
`, strings.Join(withWord, "|"), strings.Join(c.lib.languages(), " "), strings.Join(colors, " "), strings.Join(flags, " "),
		strings.Join(verbs(), " "), strings.Join(words, " "), strings.Join(c.lib.filters(), " "), strings.Join(shells, " "))
}

func (c *command) zsh() {
	var described []string
	words, titles := c.completed()
	for i, w := range words {
		described = append(described, shellQuote(strings.ReplaceAll(w, ":", `\:`)+":"+titles[i]))
	}
	var specs []string
	for _, f := range allFlags {
		spec := "-" + f.name
		switch f.value {
		case "dir":
			spec = "*" + spec + ":DIR:_files -/"
		case "file":
			spec += ":FILE:_files"
		case "lang":
			spec += ":TAG:(" + strings.Join(c.lib.languages(), " ") + ")"
		case "color":
			spec += ":WHEN:(" + strings.Join(colors, " ") + ")"
		case "word":
			spec += ":" + strings.ToUpper(f.name) + ":"
		}
		specs = append(specs, shellQuote(spec))
	}
	fmt.Fprintf(c.stdout, `#compdef httpstatus
# zsh completion of httpstatus: put it as _httpstatus into a folder of $fpath
_httpstatus_statuses() {
	local -a statuses
	statuses=(
		%s
	)
	_describe -V status statuses
}
_httpstatus_words() {
	local verb
	for verb in ${words[2,CURRENT-1]}; do
		[[ $verb == -* ]] || break
		verb=
	done
	case $verb in
	list) _alternative 'which:table or class:(%[3]s)' 'statuses:status:_httpstatus_statuses' ;;
	completion) _values shell %[4]s ;;
	log) _files ;;
	find|serve|gen|man|version|help) ;;
	'') _alternative 'commands:command:(%[5]s)' 'statuses:status:_httpstatus_statuses' ;;
	*) _httpstatus_statuses ;;
	esac
}
_httpstatus() {
	_arguments %[2]s '*:word:_httpstatus_words'
}
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
	_httpstatus "$@"
else
	compdef _httpstatus httpstatus
fi
`, strings.Join(described, "\n\t\t"), strings.Join(specs, " "), strings.Join(c.lib.filters(), " "), strings.Join(shells, " "), strings.Join(verbs(), " "))
}

func (c *command) fish() {
	fmt.Fprintf(c.stdout, "# fish completion of httpstatus: put it into ~/.config/fish/completions/httpstatus.fish\ncomplete -c httpstatus -f\n")
	for _, f := range allFlags {
		more := ""
		switch f.value {
		case "dir":
			more = " -x -a '(__fish_complete_directories)'"
		case "file":
			more = " -r -F"
		case "lang":
			more = " -x -a '" + strings.Join(c.lib.languages(), " ") + "'"
		case "color":
			more = " -x -a '" + strings.Join(colors, " ") + "'"
		case "word":
			more = " -x"
		}
		fmt.Fprintf(c.stdout, "complete -c httpstatus -o %s%s\n", f.name, more)
	}
	all := strings.Join(verbs(), " ")
	fmt.Fprintf(c.stdout, "complete -c httpstatus -n 'not __fish_seen_subcommand_from %s' -a '%s'\n", all, all)
	fmt.Fprintf(c.stdout, "complete -c httpstatus -n '__fish_seen_subcommand_from list' -a '%s'\n", strings.Join(c.lib.filters(), " "))
	fmt.Fprintf(c.stdout, "complete -c httpstatus -n '__fish_seen_subcommand_from completion' -a '%s'\n", strings.Join(shells, " "))
	fmt.Fprintf(c.stdout, "complete -c httpstatus -n '__fish_seen_subcommand_from log' -F\n")
	words, titles := c.completed()
	for i, w := range words {
		fmt.Fprintf(c.stdout, "complete -c httpstatus -n 'not __fish_seen_subcommand_from %s' -a %s -d %s\n",
			strings.ReplaceAll(all, "list ", ""), shellQuote(w), fishQuote(titles[i]))
	}
}

// shellQuote returns s as one word of bash and zsh.
func shellQuote(s string) string { return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'" }

// fishQuote returns s as one word of fish.
func fishQuote(s string) string {
	return "'" + strings.NewReplacer(`\`, `\\`, "'", `\'`).Replace(s) + "'"
}
