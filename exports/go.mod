module github.com/httpstatus-go/httpstatus/exports

go 1.26.0

require (
	github.com/httpstatus-go/httpstatus v0.0.0
	github.com/santhosh-tekuri/jsonschema/v6 v6.0.3
	github.com/stretchr/testify v1.12.1
	golang.org/x/text v0.44.0
)

require go.yaml.in/yaml/v3 v3.0.5 // indirect

replace github.com/httpstatus-go/httpstatus => ../
