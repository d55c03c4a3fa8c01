module github.com/httpstatus-go/httpstatus/examples/orders

go 1.26.0

require (
	github.com/go-playground/validator/v10 v10.30.6
	github.com/httpstatus-go/httpstatus v0.0.0
	github.com/httpstatus-go/httpstatus/playground v0.0.0
	github.com/klauspost/compress v1.20.4
	golang.org/x/text v0.44.0
	golang.org/x/time v0.15.0
)

require (
	github.com/gabriel-vasile/mimetype v1.4.16 // indirect
	github.com/go-playground/locales v0.14.2 // indirect
	github.com/go-playground/universal-translator v0.18.2 // indirect
	github.com/leodido/go-urn v1.5.0 // indirect
	golang.org/x/crypto v0.58.0 // indirect
	golang.org/x/sys v0.49.0 // indirect
)

replace (
	github.com/httpstatus-go/httpstatus => ../../
	github.com/httpstatus-go/httpstatus/playground => ../../playground
)
