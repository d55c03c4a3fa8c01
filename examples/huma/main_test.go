package main

import (
	"testing"

	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/examples/internal/servertest"
	"github.com/httpstatus-go/httpstatus/invalid"
	"github.com/httpstatus-go/httpstatus/messages"
	"github.com/httpstatus-go/httpstatus/statustest"
)

func TestServer(t *testing.T) {
	servertest.Run(t, handler(),
		servertest.Failure{Name: "error of huma", Method: "GET", Path: "/admin", Err: httpstatus.Forbidden, Secret: "members"},
		servertest.Failure{Name: "rules", Method: "POST", Path: "/orders?table=41", Body: `{"dish": "a samovar full of tea", "pots": "two", "extra": ["honey", "salt", "milk"]}`,
			Err: httpstatus.UnprocessableContent, Secret: "expected", Fields: map[string]error{
				"table":    invalid.TooLargeError{Max: "40"},
				"/dish":    invalid.TooLongError{Max: 20},
				"/pots":    invalid.Integer,
				"/extra":   invalid.TooManyItemsError{Max: 2},
				"/extra/1": invalid.OneOfError{Values: "milk, honey"},
			}},
		servertest.Failure{Name: "members", Method: "POST", Path: "/orders?table=two", Body: `{"dish": "tea", "guests": 2}`,
			Err: httpstatus.UnprocessableContent, Secret: "expected", Fields: map[string]error{
				"table":   invalid.Integer,
				"/pots":   invalid.Required,
				"/guests": invalid.NotAllowed,
			}},
	)
}

// huma answers with the schema of the API as ever, in the form that the client asks for.
func TestOther(t *testing.T) {
	resp := statustest.Get(t, handler(), "/openapi.json")
	statustest.Code(t, httpstatus.OK, resp)

	resp = statustest.Post(t, handler(), "/orders", statustest.Body("text/csv", "tea,1"), statustest.Language("zh-TW"))
	statustest.Code(t, httpstatus.UnsupportedMediaType, resp)
	statustest.Text(t, messages.TraditionalChinese.Code(httpstatus.UnsupportedMediaType), resp)
}
