module github.com/httpstatus-go/httpstatus

go 1.25.0

require golang.org/x/text v0.41.0

require (
	github.com/rogpeppe/go-internal v1.16.0 // indirect
	github.com/stretchr/testify v1.12.1 // indirect
)
