package collect

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"foolscope/engine/download"
	"foolscope/engine/plain"
)

const (
	// mostAnswer is how large an answer may be, in bytes.
	mostAnswer = 16 << 20
	// silence is how long a service may say nothing.
	silence = 30 * time.Second
)

// errAnswer is the error of a service whose answer makes no sense.
var errAnswer = errors.New("the answer is none that is understood here")

// askJSON asks a service, and reads its answer into a value. An error that may be gone with the next try
// is a *Later. A secret, if
// there is one, is taken out of the answer: services repeat in places what they were asked.
func askJSON(ctx context.Context, address string, parameters url.Values, agent, secret string, into any) error {
	header := http.Header{"User-Agent": {agent}, "Accept": {"application/json"}}
	answer, err := download.Bytes(ctx, download.Request{
		URL: address + "?" + parameters.Encode(), Header: header, MaxBytes: mostAnswer, Silence: silence,
	})
	if err != nil {
		return judged(err)
	}
	if secret != "" {
		answer.Body = bytes.ReplaceAll(answer.Body, []byte(secret), []byte("..."))
	}
	if json.Unmarshal(answer.Body, into) != nil {
		// A page that says "come back later" with status 200 is no JSON either.
		return &Later{0, errAnswer}
	}
	return nil
}

// number is a number that services write as one or as a string; what is neither is 0.
type number int

// UnmarshalJSON implements json.Unmarshaler.
func (n *number) UnmarshalJSON(data []byte) error {
	value, _ := strconv.ParseFloat(strings.Trim(string(data), `"`), 64)
	*n = number(value)
	return nil
}

// text is a string of a stranger on one line, which services also write as a number or as null.
type text string

// longestText is the most that is read of it, in characters.
const longestText = 2000

// UnmarshalJSON implements json.Unmarshaler.
func (t *text) UnmarshalJSON(data []byte) error {
	var said string
	if json.Unmarshal(data, &said) != nil {
		if said = string(data); said == "null" || strings.HasPrefix(said, "{") || strings.HasPrefix(said, "[") {
			said = ""
		}
	}
	*t = text(plain.Line(said, longestText))
	return nil
}

// place is an address of the web, empty if a service gave another kind.
func place(t text) string {
	u, err := url.Parse(string(t))
	if err != nil || u.Host == "" || u.User != nil || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	return u.String()
}

// places are those of the texts that are addresses of the web, each once.
func places(all ...text) []string {
	var out []string
	seen := map[string]bool{}
	for _, t := range all {
		if p := place(t); p != "" && !seen[p] {
			seen[p] = true
			out = append(out, p)
		}
	}
	return out
}
