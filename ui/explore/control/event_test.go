package control

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"foolscope/engine/param"
	"foolscope/ui/events"
	"foolscope/ui/explore/choice"
	"foolscope/ui/session"
)

func TestLogWritesEachResultOnce(t *testing.T) {
	var out bytes.Buffer
	log, to := Log{}, events.NewLog(&out)
	w := watch(t, nil)
	s := w.settled()
	for range 3 {
		if err := log.Note(to, s); err != nil {
			t.Fatal(err)
		}
	}
	lines := strings.Split(strings.TrimSpace(out.String()), "\n")
	var e events.Event
	if err := json.Unmarshal([]byte(lines[0]), &e); err != nil {
		t.Fatal(err)
	}
	if len(lines) != 1 || e.Kind != "result" || e.Verdict != "fooled" || e.CleanLabel != "dark" || e.AttackedLabel != "bright" || e.Linf255 != 50 {
		t.Errorf("%d lines, first %+v", len(lines), e)
	}
}

func TestLogWritesNoticesAndWhatBlocks(t *testing.T) {
	var out bytes.Buffer
	log, to := Log{}, events.NewLog(&out)
	s := Snapshot{Snapshot: session.Snapshot{Notice: session.Notice{Number: 1, Text: "Saved a.png."}, Blocked: errors.New("no library")}}
	log.Note(to, s)
	log.Note(to, s)
	want := `{"kind":"notice","generation":0,"text":"Saved a.png."}
{"kind":"blocked","generation":0,"text":"no library","error":true}
`
	if out.String() != want {
		t.Errorf("%s", out.String())
	}
}

func TestLogWritesChoicesByName(t *testing.T) {
	r := Result{Settings: choice.Settings{Attack: "pixel_noise", Values: param.Values{"base": 0, "percent": 20}}}
	e, err := json.Marshal(resultEvent(&r))
	if want := `"values":{"base":"pixels","percent":20}`; err != nil || !strings.Contains(string(e), want) {
		t.Errorf("%s (%v), want %s", e, err, want)
	}
}

func TestResultsCountTheFramesWithoutVerdicts(t *testing.T) {
	var out bytes.Buffer
	log, to := Log{}, events.NewLog(&out)
	s := watch(t, nil).settled()
	for _, missing := range [][]string{nil, {"attacked"}, nil, {"attacked", "defended"}} {
		log.Frame(missing)
	}
	for range 2 {
		if err := log.Note(to, s); err != nil {
			t.Fatal(err)
		}
		s.Generation++
		next := *s.Result
		next.Generation, s.Result = s.Generation, &next
	}
	var first, second events.Event
	lines := json.NewDecoder(&out)
	if err := errors.Join(lines.Decode(&first), lines.Decode(&second)); err != nil {
		t.Fatal(err)
	}
	if first.Frames != 4 || first.WithoutVerdicts != 2 || second.Frames != 0 || second.WithoutVerdicts != 0 {
		t.Errorf("%d of %d frames, then %d of %d", first.WithoutVerdicts, first.Frames, second.WithoutVerdicts, second.Frames)
	}
}
