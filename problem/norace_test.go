//go:build !race

package problem

const raceEnabled = false
