module github.com/httpstatus-go/httpstatus/bench

go 1.26.0

require (
	github.com/danielgtaylor/huma/v2 v2.37.2
	github.com/httpstatus-go/httpstatus v0.0.0
	github.com/labstack/echo/v5 v5.4.4
	golang.org/x/text v0.44.0
)

replace github.com/httpstatus-go/httpstatus => ../
