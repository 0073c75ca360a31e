package session

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"foolscope/engine/underway"
)

// A model that did well with one picture may be to blame for what it does with another,
// and one that is open for what it does after a request that was given up.
func TestAModelAndAPictureAreSuspectTogether(t *testing.T) {
	folder := t.TempDir()
	mark, _, err := underway.Open(folder)
	if err != nil {
		t.Skip(err)
	}
	defer mark.Close()
	s := NewSuspects(mark)
	named := func() string {
		files, _ := filepath.Glob(filepath.Join(folder, "*"))
		data, _ := os.ReadFile(files[0])
		var raw [][]byte
		if err := json.Unmarshal(data, &raw); err != nil {
			return ""
		}
		var names []string
		for _, each := range raw {
			names = append(names, string(each))
		}
		return strings.Join(names, " ")
	}
	for _, step := range []struct {
		model, picture string
		toTheEnd       bool
		want           string
	}{
		{"/m", "/a", true, "/a /m"},
		{"/m", "/a", true, ""},
		{"/m", "/b", false, "/b /m"},
		{"/m", "/b", true, "/b /m"},
		{"/m", "/b", true, ""},
		{"/m", "", true, "/m"},
		{"", "", true, ""},
	} {
		wanted := s.Begin()
		s.Together(step.model, step.picture)
		if got := named(); got != step.want {
			t.Errorf("%s with %s: the mark names %q, want %q", step.model, step.picture, got, step.want)
		}
		s.Clear(wanted, step.toTheEnd)
		if got := named(); got != "" {
			t.Errorf("%s with %s is done, and the mark names %q", step.model, step.picture, got)
		}
	}
	// What is wanted again stays until the request that opens it is done.
	mark.Add("/x")
	s.Want([]string{"/x"})
	s.Clear(nil, true)
	if got := named(); got != "/x" {
		t.Errorf("before it is opened again, the mark names %q", got)
	}
	s.Clear(s.Begin(), true)
	if got := named(); got != "" {
		t.Errorf("after it was opened again, the mark names %q", got)
	}
}
