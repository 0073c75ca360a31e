package filesheet

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"foolscope/ui/part"
)

// Several paths are pasted at once, as file managers copy them.
func TestSeveralPathsArePasted(t *testing.T) {
	folder := folderOfFiles(t, "cat.png", "a dog.png")
	cat, dog := filepath.Join(folder, "cat.png"), filepath.Join(folder, "a dog.png")
	before := part.ReadClipboard
	t.Cleanup(func() { part.ReadClipboard = before })
	for name, test := range map[string]struct {
		text string
		want []string
		says string
	}{
		"paths":     {cat + "\n" + dog + "\n", []string{cat, dog}, ""},
		"quoted":    {`"` + cat + "\"\r\n\"" + dog + `"`, []string{cat, dog}, ""},
		"addresses": {"copy\nfile://" + cat + "\nfile://" + strings.ReplaceAll(dog, " ", "%20"), []string{cat, dog}, ""},
		"one gone":  {cat + "\n" + filepath.Join(folder, "bird.png"), nil, "There is no bird.png in " + folder},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t, asking(Question{Begin: folder, Endings: []string{".png"}, Many: true}))
			part.ReadClipboard = func(use func(text string, err error)) { use(test.text, nil) }
			d.field.TypedShortcut(&fyne.ShortcutPaste{})
			d.wait("the end", func() bool { return d.taken != nil || test.says != "" && strings.Contains(d.note.Text(), test.says) })
			if !slices.Equal(d.taken, test.want) {
				t.Errorf("taken: %q", d.taken)
			}
		})
	}
}
