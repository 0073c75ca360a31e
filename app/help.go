package main

import (
	"fmt"
	"io"

	"foolscope/engine/attack"
	"foolscope/engine/defense"
)

const introduction = `Foolscope shows how image classifiers get fooled.

foolscope [flags] [PICTURE... MODEL.onnx]    open the window
foolscope attack ... PICTURE...              attack pictures without a window
foolscope data COMMAND ... SET               look through data sets
foolscope study ... PLAN                     run an experiment over a data set
foolscope learn ... SET                      have an attack learn from pictures
foolscope gradient ... INPUT                 write a gradient as a .npy file
foolscope certify ... PICTURE...             say how far an answer is certain
foolscope detect ... PICTURE...              say whether pictures look attacked
foolscope check FILE.onnx                    say whether a model works here
foolscope version                            say which version this is
foolscope help [COMMAND|ATTACK|DEFENCE]      print this, or more about one

Flags of the window, all optional. Without any of them but --save-to,
--provider and --classroom the window goes on where it was left the last time.
`

const exitStatus = `
The exit status is 0 if all went well, 1 if something failed, 2 if the command
was called wrongly.
`

// usage describes the whole program.
func usage() string {
	return introduction + newPresetFlags(&preset{}).help() + "\nEnvironment:\n" + environmentHelp() + exitStatus
}

// help prints the text about a command, an attack or a defence, or about the
// whole program.
func help(args []string, stdout, stderr io.Writer) int {
	topic := ""
	if len(args) > 0 {
		topic = args[0]
	}
	text := usage
	if about, ok := map[string]func() string{"attack": attackUsage, "certify": certifyUsage, "detect": detectUsage, "gradient": gradientUsage, "check": checkUsage, "data": dataUsage, "study": studyUsage, "learn": learnUsage}[topic]; ok {
		text = about
	} else if a, ok := attack.Find(topic); ok {
		text = func() string { return description(a.Key, a.Summary, a.Params) }
	} else if d, ok := defense.Find(topic); ok {
		text = func() string { return description(d.Key, d.Summary, d.Params) }
	} else if _, ok := commands[topic]; !ok && topic != "" {
		complain(stderr, fmt.Errorf("there is no command %q, nor an attack or a defence of that name (see: foolscope help)", topic))
		return misused
	}
	fmt.Fprint(stdout, text())
	return done
}
