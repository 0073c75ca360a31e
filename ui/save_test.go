package ui

import (
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"

	experiment "foolscope/engine/study"
	"foolscope/ui/page"
	"foolscope/ui/part"
	"foolscope/ui/study"
)

func TestMenusHaveWhatTheyDo(t *testing.T) {
	w, _ := testWindow(t)
	w.controller().SetSeed(7)
	w.top.edit.Tapped(nil)
	if w.window.Canvas().Overlays().Top() == nil {
		t.Fatal("no menu opens")
	}
	w.window.Canvas().Focused().TypedKey(key("Return"))
	if seed := w.controller().Snapshot().Settings.Seed; seed != 1 || w.window.Canvas().Overlays().Top() != nil {
		t.Errorf("undo, the first in the menu, leaves the seed at %d", seed)
	}
}

// With a folder to save in nobody is asked; without a result nothing is written.
func TestNothingIsSavedWithoutAResult(t *testing.T) {
	w, queue := testWindow(t)
	w.options.SaveTo = t.TempDir()
	options, actions := w.menu(page.SaveMenu)
	for i, do := range actions {
		number := w.snap.Notice.Number
		do()
		pump(t, queue, options[i].Label+" is refused", func() bool { return w.snap.Notice.Number > number && w.snap.Notice.Err })
	}
	if files, _ := filepath.Glob(filepath.Join(w.options.SaveTo, "*")); len(files) != 0 {
		t.Errorf("there is %v", files)
	}
}

// Where nobody is asked for a place, nobody waits to hear that the saving went well.
func TestSavingToAGivenFolderEndsWell(t *testing.T) {
	w, _ := testWindow(t)
	w.options.SaveTo = t.TempDir()
	used := make(chan func(error), 1)
	w.dispatch = func(do func()) { do() }
	w.askSave(page.Saving{Title: "Save", Name: "attacked-x", Endings: []string{".png"}, Write: func(_ []string, ended func(error)) { used <- ended }})
	if ended := <-used; ended != nil {
		ended(nil)
	}
}

func key(name fyne.KeyName) *fyne.KeyEvent { return &fyne.KeyEvent{Name: name} }

// Where nobody is asked for a name, the plan of an experiment is saved all the same.
func TestThePlanIsSavedWithoutASheet(t *testing.T) {
	w, queue := testWindow(t)
	folder := t.TempDir()
	w.options.SaveTo = folder
	to := pageOf[*study.Page](w)
	w.pages.turn(to)
	to.Controls()["study.save"].(*part.Button).Tapped(nil)
	pump(t, queue, "the plan is saved", func() bool {
		_, err := os.Stat(filepath.Join(folder, "plan.json"))
		return err == nil
	})
	if _, err := experiment.ReadPlan(filepath.Join(folder, "plan.json")); err != nil {
		t.Error(err)
	}
}
