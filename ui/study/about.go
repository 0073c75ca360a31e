package study

import "foolscope/ui/part"

// about explains a control of the page.
func about(name, key string) func() part.Note {
	return func() part.Note { return part.NoteOf(name, nil, "control.study."+key) }
}
