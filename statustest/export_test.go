package statustest

import "net/http"

// Rules returns the names of the rules that Conforms has, and the section of each.
func Rules() [][2]string {
	var names [][2]string
	for _, rules := range rules {
		for _, rule := range rules {
			names = append(names, [2]string{rule.id, rule.spec})
		}
	}
	return names
}

// Breaches returns the names of the rules that a response breaks.
func Breaches(resp *http.Response) []string {
	var names []string
	for _, b := range resultOf(resp).breaches() {
		names = append(names, b.rule)
	}
	return names
}
