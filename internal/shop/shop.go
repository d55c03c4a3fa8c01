// The statuses are those of no real shop: tests look at their pages, in languages that this library has and in one that it
// has not.

package shop

//go:generate go run ../../gen -table statuses -package shop -out . -types https://errors.example.com/
