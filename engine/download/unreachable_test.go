package download_test

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"testing"
	"time"

	"foolscope/engine/download"
)

func TestUnreachableIsAboutAllPlaces(t *testing.T) {
	busy := httptest.NewServer(http.NotFoundHandler())
	defer busy.Close()
	gone, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	nobody := "http://" + gone.Addr().String()
	gone.Close()
	for name, test := range map[string]struct {
		urls []string
		want bool
	}{
		"nobody listens":                {[]string{nobody + "/a", nobody + "/b"}, true},
		"no such name":                  {[]string{"http://foolscope.invalid/a"}, true},
		"a server answers":              {[]string{busy.URL + "/a"}, false},
		"one of two servers can be had": {[]string{nobody + "/a", busy.URL + "/a"}, false},
	} {
		t.Run(name, func(t *testing.T) {
			large := download.Large{URLs: test.urls, Bytes: 1, SHA256: "00", Silence: 5 * time.Second}
			err := large.Fetch(context.Background(), filepath.Join(t.TempDir(), "file"))
			if err == nil || download.Unreachable(err) != test.want {
				t.Errorf("unreachable: %t, want %t: %v", !test.want, test.want, err)
			}
		})
	}
	if download.Unreachable(nil) || download.Unreachable(errors.New("the disk is full")) {
		t.Error("what is no error of the network is one")
	}
}
