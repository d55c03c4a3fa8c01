package statustest

import (
	"bytes"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/json"
	"net/http"
	"strings"

	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/internal/field"
)

// contentRules are what the content has to be, by what the fields say of it.
var contentRules = []rule{
	{"content-coding", "RFC 9110, 8.4", contentCoding},
	{"zlib", "RFC 9110, 8.4.1.2", bareDeflate},
	{"content-digest-value", "RFC 9530, 2", func(r *result) []string { return r.wrongDigests("Content-Digest") }},
	{"repr-digest-value", "RFC 9530, 3", reprDigest},
	{"problem-object", "RFC 9457, 3", problemObject},
	{"problem-status", "RFC 9457, 3.1.2", problemStatus},
	{"trailers", "RFC 9110, 6.5.1", trailers}, // at the end: a client has them when the content was read
}

func contentCoding(r *result) []string {
	if r.resp.Uncompressed || len(r.members("Content-Encoding")) == 0 {
		return nil
	}
	c := r.content(maxBody)
	return fault(c.broken != "", "Content-Encoding is %s, and the content is not", shown(c.broken, maxShownValue))
}

// bareDeflate finds the coding deflate without the zlib format that it has.
func bareDeflate(r *result) []string {
	codings := r.members("Content-Encoding")
	if len(codings) != 1 || !strings.EqualFold(codings[0], "deflate") || r.code == httpstatus.PartialContent {
		return nil
	}
	c := r.content(maxBody)
	head, _ := r.peek(2)
	return fault(c.broken == "" && len(head) == 2 && !isZlib(head), "Content-Encoding is deflate, and the content has not the format of zlib")
}

// reprDigest looks at the answer to a GET whose content is the whole representation, as it is encoded.
func reprDigest(r *result) []string {
	if r.code != httpstatus.OK || r.method() != http.MethodGet {
		return nil
	}
	return r.wrongDigests("Repr-Digest")
}

// wrongDigests compares the digests of a field, or of a trailer, with those of the content as it has come.
func (r *result) wrongDigests(name string) []string {
	if _, trails := r.resp.Trailer[name]; !trails && len(r.header().Values(name)) == 0 {
		return nil
	}
	body, whole := r.peek(maxBody)
	if !whole || len(body) == 0 && !r.isEmpty() || r.resp.Uncompressed { // it may have been read before
		return nil
	}
	members, _ := field.Dictionary(append(r.resp.Trailer.Values(name), r.header().Values(name)...))
	var faults []string
	for _, m := range members {
		var want []byte
		switch m.Key {
		case "sha-256":
			sum := sha256.Sum256(body)
			want = sum[:]
		case "sha-512":
			sum := sha512.Sum512(body)
			want = sum[:]
		default:
			continue
		}
		faults = append(faults, fault(m.Kind == field.ByteSequence && !bytes.Equal([]byte(m.Text), want), "the %s in %s is not that of the content", m.Key, name)...)
	}
	return faults
}

// document returns the members of a problem document; ok is false if the content is none, though it ought to be.
func (r *result) document() (members members, ok bool) {
	if r.mediaType() != problemJSON {
		return nil, true
	}
	c := r.content(maxBody)
	if !c.whole || len(c.bytes) == 0 && !r.isEmpty() || c.coding != "" || c.broken != "" {
		return nil, true
	}
	members = r.problemMembers()
	return members, members != nil
}

func problemObject(r *result) []string {
	_, ok := r.document()
	return fault(!ok, "the content is %s, and not a JSON object", problemJSON)
}

// problemStatus looks at a status that is a number: a member of another type is as good as none (RFC 9457, 3.1).
func problemStatus(r *result) []string {
	members, _ := r.document()
	raw, ok := members["status"]
	var number *float64
	if !ok || json.Unmarshal(raw, &number) != nil || number == nil {
		return nil
	}
	text := statusFault(raw, r.code)
	return fault(text != "", "%s", text)
}
