// Foolscope is a desktop microscope for how image classifiers get fooled.
// Without arguments it opens its window; see help.go for what else it can do.
package main

import (
	"io"
	"os"

	"foolscope/engine/ort"
	_ "foolscope/ui/locale"
)

// command is one thing that the program does. It returns the exit status: 0
// done, 1 failed, 2 wrongly called.
type command func(args []string, stdout, stderr io.Writer) int

// commands are what may stand behind the program's name. Everything else is
// for the window.
var commands map[string]command

// Filled in by init, since help looks commands up.
func init() {
	commands = map[string]command{
		"attack":   headless("attack", attackPictures),
		"certify":  headless("certify", certify),
		"check":    headless("check", checkModel),
		"data":     headless("data", workOnData),
		"detect":   headless("detect", detectAttacks),
		"gradient": headless("gradient", differentiate),
		"help":     help,
		"learn":    headless("learn", learn),
		"study":    headless("study", runStudy),
		"version":  headless("version", printVersion),
	}
}

func main() {
	ort.ProbeIn(tryAside)
	tryModels()
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
}

func run(args []string, stdout, stderr io.Writer) int {
	if len(args) > 0 && args[0] == tryCommand {
		return headless(tryCommand, tryProvider)(args[1:], stdout, stderr)
	}
	if len(args) > 0 && args[0] == modelCommand {
		return headless(modelCommand, tryModel)(args[1:], stdout, stderr)
	}
	if len(args) > 0 {
		if c, ok := commands[args[0]]; ok {
			if _, err := preferFromEnvironment(); err != nil {
				complain(stderr, err)
				return misused
			}
			return c(args[1:], stdout, stderr)
		}
	}
	return window(args, stdout, stderr)
}
