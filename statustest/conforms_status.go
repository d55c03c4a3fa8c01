package statustest

import (
	"net/http"
	"slices"
	"strings"

	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/internal/field"
)

// statusRules are what the status demands. What the table of codes knows is not repeated here.
var statusRules = []rule{
	{"code", "RFC 9110, 15", rangeOfCode},
	{"interim-http10", "RFC 9110, 15.2", func(r *result) []string {
		return fault(r.code.Class() == httpstatus.Informational && r.isHTTP10(), "a 1xx to a request of HTTP/1.0")
	}},
	{"fields-of-code", "", mustHave},
	{"allow-not", "RFC 9110, 15.5.6", allowNot},
	{"upgrade-listed", "RFC 9110, 7.8", upgradeListed},
	{"upgrade-asked", "RFC 9110, 7.8", upgradeAsked},
}

func rangeOfCode(r *result) []string {
	return fault(r.code.Class() == 0, "the status is not from 100 to 599")
}

func mustHave(r *result) []string {
	var faults []string
	for _, name := range field.List([]string{r.code.Info().MustHave}) {
		// HTTP/2 and later have no Upgrade (RFC 9113, 8.6).
		if name == "Upgrade" && r.resp.ProtoMajor >= 2 {
			continue
		}
		// An empty Allow says that no method is allowed.
		lines := r.header().Values(name)
		if len(lines) == 0 || name != "Allow" && len(field.List(lines)) == 0 {
			faults = append(faults, "no "+name)
		}
	}
	return faults
}

// The methods whose conditions and ranges are known. QUERY has those of GET (RFC 10008); what another method's are, its own
// specification says.
var (
	safeMethods  = []string{http.MethodGet, http.MethodHead, "QUERY"}
	otherMethods = []string{http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete, http.MethodConnect, http.MethodOptions, http.MethodTrace}
)

// allowNot finds the method that is not allowed among those that are.
func allowNot(r *result) []string {
	if r.code != httpstatus.MethodNotAllowed || r.method() == "" {
		return nil
	}
	return fault(slices.Contains(r.members("Allow"), r.method()), "Allow has %s, the method that is not allowed", r.method())
}

func upgradeListed(r *result) []string {
	return fault(len(r.members("Upgrade")) > 0 && r.unlisted("Upgrade"), "Upgrade without Connection: Upgrade")
}

// unlisted reports whether Connection lacks a name. net/http's client takes the whole field away if there is a "close" in it,
// and HTTP/2 and later have none.
func (r *result) unlisted(name string) bool {
	taken := r.resp.Close && len(r.header().Values("Connection")) == 0
	return r.resp.ProtoMajor < 2 && !taken && !hasFold(r.members("Connection"), name)
}

func upgradeAsked(r *result) []string {
	request, known := r.request()
	if r.code != httpstatus.SwitchingProtocols || !known {
		return nil
	}
	var faults []string
	asked := field.List(request.Values("Upgrade"))
	for _, protocol := range r.members("Upgrade") {
		faults = append(faults, fault(!hasFold(asked, protocol), "switches to %s, which the request did not ask for", inQuotes(protocol))...)
	}
	return faults
}

func hasFold(list []string, s string) bool {
	return slices.ContainsFunc(list, func(member string) bool { return strings.EqualFold(member, s) })
}
