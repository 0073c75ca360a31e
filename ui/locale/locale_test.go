package locale

import "testing"

func TestNameless(t *testing.T) {
	for _, test := range []struct {
		env  map[string]string
		want bool
	}{
		{map[string]string{}, false},
		{map[string]string{"LANG": "C.UTF-8"}, true},
		{map[string]string{"LANG": "C"}, false},
		{map[string]string{"LANG": "en_US.UTF-8"}, false},
		{map[string]string{"LC_ALL": "de_DE.UTF-8", "LANG": "C.UTF-8"}, false},
		{map[string]string{"LC_MESSAGES": "POSIX.utf8", "LANG": "de_DE"}, true},
	} {
		if got := nameless(func(name string) string { return test.env[name] }); got != test.want {
			t.Errorf("%v: %t", test.env, got)
		}
	}
}
