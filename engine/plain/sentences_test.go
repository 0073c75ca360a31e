package plain_test

import (
	"testing"

	"foolscope/engine/plain"
)

func TestSentencesDoNotRunIntoEachOther(t *testing.T) {
	for _, test := range []struct {
		list []string
		want string
	}{
		{nil, ""},
		{[]string{"One."}, "One."},
		{[]string{"One", "Two!"}, "One. Two!"},
		{[]string{" One\n", "", "Two…", "Three?"}, "One. Two… Three?"},
	} {
		if got := plain.Sentences(test.list...); got != test.want {
			t.Errorf("%q, want %q", got, test.want)
		}
	}
}

func TestASentence(t *testing.T) {
	for text, want := range map[string]string{
		"":                                    "",
		"it is not an ONNX file":              "It is not an ONNX file.",
		"Done.":                               "Done.",
		"état: unknown":                       "État: unknown.",
		"is it there?":                        "Is it there?",
		"crash.onnx: Div divides by 0":        "crash.onnx: Div divides by 0.",
		"cannot open torn.png: it is damaged": "Cannot open torn.png: it is damaged.",
		"画.png: it is cut off.":               "画.png: it is cut off.",
		"/tmp/x y/z.csv is a folder":          "/tmp/x y/z.csv is a folder.",
		"version 1.20 is too old: get 1.24":   "Version 1.20 is too old: get 1.24.",
		"the model gives x; use model.json":   "The model gives x; use model.json.",
	} {
		if got := plain.Sentence(text); got != want {
			t.Errorf("%q becomes %q, want %q", text, got, want)
		}
	}
}
