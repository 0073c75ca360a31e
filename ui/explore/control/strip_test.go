package control

import (
	"path/filepath"
	"slices"
	"testing"

	"foolscope/ui/story"
)

// openedFolder is a controller with two samples and three pictures of a folder.
func openedFolder(t *testing.T) *watcher {
	t.Helper()
	folder := folderOf(t, "a.png", "b.png", "c.png")
	w := watch(t, nil)
	w.settled()
	w.AddFiles(filepath.Join(folder, "a.png"), filepath.Join(folder, "b.png"), filepath.Join(folder, "c.png"))
	w.settled()
	return w
}

func TestRemoveAllLeavesTheSamples(t *testing.T) {
	w := openedFolder(t)
	w.RemoveAll()
	s := w.settled()
	if got := w.shared.Strip.IDs(); !slices.Equal(got, []int{1, 2}) || s.Settings.Picture != 1 {
		t.Errorf("pictures %v, chosen %d, want the two samples and the first of them", got, s.Settings.Picture)
	}
	w.RemoveAll()
	w.Undo()
	s = w.settled()
	if got := w.shared.Strip.IDs(); !slices.Equal(got, []int{1, 2, 3, 4, 5}) || s.Settings.Picture != 5 {
		t.Errorf("undo leads to pictures %v, chosen %d, want all, and the last one", got, s.Settings.Picture)
	}
}

func TestAfreshGoesBackToTheBeginning(t *testing.T) {
	w := openedFolder(t)
	first := w.first
	w.SetModel("other.onnx")
	w.SetValue("amount", 7)
	w.SetView(story.View{Mode: story.Magnitude})
	w.SetSeedFree(true)
	changed := w.settled()
	w.Afresh()
	s := w.settled()
	if s.Settings.Model != "" || s.Settings.Values["amount"] != 50 || s.Settings.Picture != first.Picture ||
		s.View != (story.View{}) || s.SeedFree || len(s.Pictures) != 2 {
		t.Errorf("afresh: %+v, view %+v, seed free %t, %d pictures", s.Settings, s.View, s.SeedFree, len(s.Pictures))
	}
	w.Undo()
	s = w.settled()
	if s.Settings.Model != "other.onnx" || s.Settings.Values["amount"] != 7 || s.View != changed.View || !s.SeedFree || len(s.Pictures) != 5 {
		t.Errorf("undo: %+v, view %+v, seed free %t, %d pictures", s.Settings, s.View, s.SeedFree, len(s.Pictures))
	}
}
