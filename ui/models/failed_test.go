package models

import (
	"errors"
	"fmt"
	"net"
	"os"
	"strings"
	"testing"

	"foolscope/engine/download"
	"foolscope/engine/zoo"
)

// What people read has neither addresses nor the network's own words; what can be copied
// has.
func TestFailuresAreForPeople(t *testing.T) {
	dial := &net.OpError{Op: "dial", Net: "tcp", Err: &net.DNSError{Err: "no such host", Name: "models.example.org"}}
	offline := fmt.Errorf("Tiny was not downloaded: %w", errors.Join(fmt.Errorf("models.example.org: the server cannot be reached: %w", dial)))
	refused := errors.Join(fmt.Errorf("models.example.org: the server answered 404 Not Found"))
	tests := []struct {
		name     string
		err      error
		says     string
		detailed bool
		taken    bool
	}{
		{"offline", offline, "You seem to be offline, so Tiny was not downloaded. ", true, false},
		{"refused", refused, "Tiny was not downloaded: the servers were reached, but did not send it. ", true, false},
		{"taken", &zoo.TakenError{Folder: "/m", Names: []string{"tiny.json"}}, "Another file is there already: tiny.json in /m.", false, true},
		{"full", &download.NoRoomError{Need: 5e6, Free: 1e6}, "The disk is too full: it needs 5 MB and has 1 MB.", false, false},
		{"not writable", &os.PathError{Op: "open", Path: "/m/tiny.onnx.part", Err: os.ErrPermission}, "Open /m/tiny.onnx.part", false, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := why("Tiny", test.err)
			if !strings.HasPrefix(got.problem, test.says) || got.taken != test.taken || (got.detail != "") != test.detailed {
				t.Errorf("%+v", got)
			}
			if test.detailed && (strings.Contains(got.problem, "example.org") || strings.Contains(got.problem, "dial") || !strings.Contains(got.detail, "example.org")) {
				t.Errorf("for people: %s\nto copy: %s", got.problem, got.detail)
			}
		})
	}
}

func TestEverydayModelIsTheSmallestOrTheOneThatIsHere(t *testing.T) {
	large := Item{Key: "large", Entry: &zoo.Entry{}, Known: known{classes: 1000}, Bytes: 100}
	small := Item{Key: "small", Entry: &zoo.Entry{}, Known: known{classes: 1000}, Bytes: 5}
	signs := Item{Key: "signs", Entry: &zoo.Entry{}, Known: known{classes: 20}, Bytes: 1}
	mine := Item{Key: "mine", Bytes: 1, Stage: Here}
	here := large
	here.Stage = Here
	for _, test := range []struct {
		items []Item
		want  string
	}{
		{[]Item{mine, signs, large, small}, "small"},
		{[]Item{small, here}, "large"},
		{[]Item{mine, signs}, ""},
	} {
		item, ok := Snapshot{Items: test.items}.Everyday()
		if ok != (test.want != "") || item.Key != test.want {
			t.Errorf("%q, want %q", item.Key, test.want)
		}
	}
}
