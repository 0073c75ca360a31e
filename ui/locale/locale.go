package locale

import (
	"os"
	"strings"
)

func init() {
	if os.Getenv("LANGUAGE") == "" && nameless(os.Getenv) {
		// Only programs that translate their messages look at this one.
		os.Setenv("LANGUAGE", "en")
	}
}

// nameless reports whether the locale in force is one of no language that is
// not simply called C or POSIX, which Fyne knows.
func nameless(env func(string) string) bool {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if value := env(name); value != "" {
			return strings.HasPrefix(value, "C.") || strings.HasPrefix(value, "POSIX.")
		}
	}
	return false
}
