package words

import (
	"errors"
	"testing"
)

// In German, a whole sentence behind a colon begins with a capital letter, and a part of one does not.
func TestSentencesBehindColons(t *testing.T) {
	t.Cleanup(func() { Use("en") })
	Use("de")
	for english, want := range map[string]string{
		"cannot save a.png: the disk is full":                                        "a.png lässt sich nicht speichern: Der Datenträger ist voll",
		"a.png was not opened: the file is empty":                                    "a.png wurde nicht geöffnet: Die Datei ist leer",
		"m.onnx was not opened: it has no input":                                     "m.onnx wurde nicht geöffnet: Es hat keine Eingabe",
		"the manifest is not valid JSON: a whole number":                             "das Manifest ist kein gültiges JSON: eine ganze Zahl",
		"das.png was not opened: the model failed on x: an integer division by zero": "das.png wurde nicht geöffnet: Das Modell scheiterte an x: eine Ganzzahldivision durch null",
	} {
		if got := Error(errors.New(english)); got != want {
			t.Errorf("%q\nis  %q,\nwant %q", english, got, want)
		}
	}
	if got, want := Say("refused.text", "file", "m.onnx", "why", errors.New("it has no input")), "m.onnx wurde nicht geöffnet: Es hat keine Eingabe"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	Use("en")
	if got := Error(errors.New("a.png: it has no input")); got != "a.png: it has no input" {
		t.Errorf("in English: %q", got)
	}
}
