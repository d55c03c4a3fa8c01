// Package bench does the same work with this library and with each of its peers, side by side in one run. Its results
// are in README.md.
package bench
