package main

import (
	"fmt"
	"io"
)

const usage = `Foolscope shows how image classifiers get fooled.

foolscope [flags] [PICTURE... MODEL.onnx]    open the window
foolscope attack ... PICTURE...              attack pictures without a window
foolscope gradient ... INPUT                 write a gradient as a .npy file
foolscope check FILE.onnx                    say whether a model works here
foolscope version                            say which version this is
foolscope help [COMMAND]                     print this, or more about a command

Flags of the window, all optional. Without any of them but --save-to,
--provider and --classroom the window goes on where it was left the last time.
  --picture FILE         open a picture; may be given several times
  --model FILE.onnx      open a classifier
  --attack KEY           choose an attack
  --set KEY=VALUE        set one of its parameters; may be given several times
  --defense KEY          choose a defence, or none
  --set-defense KEY=VALUE
  --compare-attack KEY   show a second attack beside the first
  --compare-model FILE   show what a second classifier says of the attacked picture
  --seed N               the seed of every random draw
  --provider NAME        what computes networks: cpu, cuda, directml, coreml or
                         webgpu. The CPU steps in if it does not work here.
  --save-to FOLDER       save there without asking
  --classroom            begin with full screen and large type, for a lecture

Environment:
  FOOLSCOPE_ONNXRUNTIME  the onnxruntime library, or the folder that holds it
  FOOLSCOPE_PROVIDER     what computes networks, like --provider
  FOOLSCOPE_TRIAL        off: open models without trying them in a process of their own
  FOOLSCOPE_EVENTS       a file to which each shown result is appended as JSON
  FYNE_THEME             light or dark, instead of what the system says
  FYNE_SCALE             magnifies the window: 1.5, 2

The exit status is 0 if all went well, 1 if something failed, 2 if the command
was called wrongly.
`

// help prints the text about a command, or about the whole program.
func help(args []string, stdout, stderr io.Writer) int {
	topics := map[string]string{"": usage, "attack": attackUsage(), "gradient": gradientUsage, "check": checkUsage}
	topic := ""
	if len(args) > 0 {
		topic = args[0]
	}
	text, ok := topics[topic]
	if !ok {
		if _, ok = commands[topic]; !ok {
			complain(stderr, fmt.Errorf("there is no command %q (see: foolscope help)", topic))
			return misused
		}
		text = usage
	}
	fmt.Fprint(stdout, text)
	return done
}
