//go:build race

package problem

// raceEnabled: the race detector allocates by itself.
const raceEnabled = true
