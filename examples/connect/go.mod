module github.com/httpstatus-go/httpstatus/examples/connect

go 1.26.0

require (
	connectrpc.com/connect v1.21.1
	github.com/httpstatus-go/httpstatus v0.0.0
	github.com/httpstatus-go/httpstatus/examples v0.0.0
	google.golang.org/genproto/googleapis/rpc v0.0.0-20261110000943-09e21b237f2c
	google.golang.org/protobuf v1.36.12
)

require golang.org/x/text v0.44.0 // indirect

replace (
	github.com/httpstatus-go/httpstatus => ../../
	github.com/httpstatus-go/httpstatus/examples => ../
)
