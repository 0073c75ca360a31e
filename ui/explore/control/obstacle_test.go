package control

import (
	"errors"
	"image"
	"testing"

	"foolscope/ui/explore/choice"
	"foolscope/ui/session"
	"foolscope/ui/story"
)

func TestObstacles(t *testing.T) {
	picture := session.Picture{ID: 1}
	damaged := session.Picture{ID: 2, Err: errors.New("the file is damaged")}
	shown := &Result{Final: true, Result: story.Result{Original: story.Panel{Image: image.NewRGBA(image.Rect(0, 0, 1, 1))}}}
	failed := &Result{Final: true, Result: story.Result{Sentence: "the model failed"}}
	for _, test := range []struct {
		name   string
		snap   Snapshot
		want   Obstacle
		reason string
	}{
		{"a result", Snapshot{Snapshot: session.Snapshot{Pictures: []session.Picture{picture}}, Settings: choice.Settings{Picture: 1}, Result: shown}, NoObstacle, ""},
		{"no result yet", Snapshot{Snapshot: session.Snapshot{Pictures: []session.Picture{picture}}, Settings: choice.Settings{Picture: 1}}, NoObstacle, ""},
		{"another picture is damaged", Snapshot{Snapshot: session.Snapshot{Pictures: []session.Picture{picture, damaged}}, Settings: choice.Settings{Picture: 1}, Result: shown}, NoObstacle, ""},
		{"an empty strip", Snapshot{}, NoPicture, ""},
		{"a damaged picture", Snapshot{Snapshot: session.Snapshot{Pictures: []session.Picture{picture, damaged}}, Settings: choice.Settings{Picture: 2}, Result: failed}, Unreadable, "the file is damaged"},
		{"a model that fails", Snapshot{Snapshot: session.Snapshot{Pictures: []session.Picture{picture}}, Settings: choice.Settings{Picture: 1}, Result: failed}, NoPrediction, "the model failed"},
		{"no library", Snapshot{Snapshot: session.Snapshot{Pictures: []session.Picture{picture}, Blocked: errors.New("no library")}}, NoRuntime, "no library"},
	} {
		if got, reason := test.snap.Obstacle(); got != test.want || reason != test.reason {
			t.Errorf("%s: %v, %q, want %v, %q", test.name, got, reason, test.want, test.reason)
		}
	}
}
