// Package httpstatus has the status codes of HTTP and the substatuses of IIS as typed values that are errors too.
package httpstatus

//go:generate go run ./gen
