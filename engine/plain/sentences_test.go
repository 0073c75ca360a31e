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
