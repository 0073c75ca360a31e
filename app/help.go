package main

import (
	"fmt"
	"io"
)

const usage = `Foolscope shows how image classifiers get fooled.

foolscope [flags] [PICTURE... MODEL.onnx]    open the window
foolscope help                               print this

Flags of the window, all optional:
  --picture FILE         open a picture; may be given several times
  --model FILE.onnx      open a classifier
  --attack KEY           choose an attack
  --set KEY=VALUE        set one of its parameters; may be given several times
  --defense KEY          choose a defence, or none
  --set-defense KEY=VALUE
  --seed N               the seed of every random draw
  --save-to FOLDER       save there without asking

Environment:
  FOOLSCOPE_ONNXRUNTIME  the onnxruntime library, or the folder that holds it
  FOOLSCOPE_EVENTS       a file to which each shown result is appended as JSON
  FYNE_THEME             light or dark, instead of what the system says
  FYNE_SCALE             magnifies the window: 1.5, 2
`

func help(_ []string, stdout, _ io.Writer) int {
	fmt.Fprint(stdout, usage)
	return 0
}
