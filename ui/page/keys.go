package page

import (
	"runtime"
	"strings"

	"foolscope/ui/words"
)

// Keys names keys, written as "Ctrl+Shift+Z", as they are printed on the keyboard: that of
// this system, and of the language.
func Keys(keys string) string { return keysOn(runtime.GOOS, keys) }

func keysOn(system, keys string) string {
	ctrl := words.Say("keys.ctrl")
	if system == "darwin" {
		ctrl = "⌘"
	}
	return strings.NewReplacer("Ctrl", ctrl, "Shift", words.Say("keys.shift"), "Delete", words.Say("keys.del")).Replace(keys)
}
