package explore

import (
	"fyne.io/fyne/v2"

	"foolscope/ui/page"
	"foolscope/ui/words"
)

// Commands implements page.Page.
func (s *Screen) Commands() []page.Command {
	const ctrl, shift = page.Ctrl, page.Shift
	press := page.Press
	return []page.Command{
		page.NewCommand(page.Files, "Ctrl+S", "save the attacked picture as PNG", s.save, press(fyne.KeyS, ctrl)).In(page.SaveMenu, "Attacked picture…"),
		page.NewCommand(page.Files, "Ctrl+Shift+S", "save the perturbation as PNG", s.savePerturbation, press(fyne.KeyS, ctrl|shift)).In(page.SaveMenu, "Perturbation…"),
		page.NewCommand(page.Files, "Ctrl+E", "save the whole figure as PNG, SVG or PDF", s.saveFigure, press(fyne.KeyE, ctrl)).In(page.SaveMenu, "Figure…"),
		page.NewCommand(page.Files, "Ctrl+Shift+E", "save the metrics as CSV or JSON", s.saveMetrics, press(fyne.KeyE, ctrl|shift)).In(page.SaveMenu, "Metrics…"),

		page.NewCommand(page.Changes, "Ctrl+Z", "undo the last change", s.c.Undo, page.Trigger{Shortcut: &fyne.ShortcutUndo{}}).In(page.EditMenu, "Undo"),
		page.NewCommand(page.Changes, "Ctrl+Shift+Z, Ctrl+Y", "redo it", s.c.Redo, press(fyne.KeyZ, ctrl|shift), page.Trigger{Shortcut: &fyne.ShortcutRedo{}}).In(page.EditMenu, "Redo"),
		page.NewCommand(page.Changes, "Ctrl+C", "copy the settings as a line of text", s.copySettings, page.Trigger{Shortcut: &fyne.ShortcutCopy{}}).In(page.EditMenu, "Copy the settings"),
		page.NewCommand(page.Changes, "Ctrl+Shift+C", "copy the attacked picture", s.copyPicture, press(fyne.KeyC, ctrl|shift)).In(page.EditMenu, "Copy the picture"),
		page.NewCommand(page.Changes, "Ctrl+V", "paste settings, a picture, or the paths of files", s.paste, page.Trigger{Shortcut: &fyne.ShortcutPaste{}}).In(page.EditMenu, "Paste"),
		page.NewCommand(page.Changes, "Ctrl+L", "lock the seed, or draw one for each run", s.lockSeed, press(fyne.KeyL, ctrl)).In(page.EditMenu, "Lock or unlock the seed"),
		page.NewCommand(page.Changes, "Ctrl+R", "run the attack again, with another seed unless it is locked", s.runAgain, press(fyne.KeyR, ctrl)).In(page.EditMenu, "Run again"),
		page.NewCommand(page.Changes, "Ctrl+Shift+Delete", words.Say("strip.remove_all_help"), s.c.RemoveAll, press(fyne.KeyDelete, ctrl|shift)).In(page.EditMenu, words.Say("strip.remove_all")),
		page.NewCommand(page.Changes, "Ctrl+N", words.Say("strip.afresh_help"), s.c.Afresh, press(fyne.KeyN, ctrl)).In(page.EditMenu, words.Say("strip.afresh")),

		page.NewCommand(page.Attack, "Ctrl+F", words.Say("least.help"), s.findLeast, press(fyne.KeyF, ctrl)).In(page.EditMenu, words.Say("least.menu")),
		page.NewCommand(page.Attack, "Space", "pause an attack that runs, or go on with it", s.pause, page.Down(fyne.KeySpace)),
		page.NewCommand(page.Attack, "→", "take one step of an attack that is paused", s.c.StepOnce, page.Down(fyne.KeyRight)),

		page.NewCommand(page.Looking, "0, Ctrl+0", "show the whole pictures", s.zoomFit, press(fyne.Key0, ctrl), page.Char('0')).In(page.ViewMenu, words.Say("viewing.whole")),
		page.NewCommand(page.Looking, "1, Ctrl+Shift+1", "show them in their own size", s.zoomOwnSize, press(fyne.Key1, ctrl|shift), page.Char('1')).In(page.ViewMenu, words.Say("viewing.ownSize")),
		// Where + is Shift and =, the key is called =, and Shift may be held.
		page.NewCommand(page.Looking, "+, Ctrl++", "larger", s.zoomIn, press(fyne.KeyPlus, ctrl), press(fyne.KeyEqual, ctrl), press(fyne.KeyEqual, ctrl|shift), page.Char('+'), page.Char('=')).In(page.ViewMenu, words.Say("viewing.larger")),
		page.NewCommand(page.Looking, "−, Ctrl+−", "smaller", s.zoomOut, press(fyne.KeyMinus, ctrl), page.Char('-')).In(page.ViewMenu, words.Say("viewing.smaller")),
		page.NewCommand(page.Looking, "Hold B", "flip from the original to the attacked picture", s.blink, page.Down(fyne.KeyB)).Held(func() { s.flip(false) }),

		page.NewCommand(page.Looking, "Ctrl+Shift+T", "copy the numbers of the plot", s.copyPlot, press(fyne.KeyT, ctrl|shift)).In(page.PlotMenu, "Copy the numbers (CSV)"),
		page.NewCommand(page.Looking, "Ctrl+Shift+G", "copy the plot as a picture", s.copyPlotPicture, press(fyne.KeyG, ctrl|shift)).In(page.PlotMenu, "Copy the picture"),
		page.NewCommand(page.Looking, "Ctrl+Shift+N", "save the numbers of the plot as CSV", s.saveNumbers, press(fyne.KeyN, ctrl|shift)).In(page.PlotMenu, "Save the numbers…"),
		page.NewCommand(page.Looking, "Ctrl+Shift+P", "save the plot as PNG, SVG or PDF", s.savePlot, press(fyne.KeyP, ctrl|shift)).In(page.PlotMenu, "Save the picture…"),
	}
}

// pause leaves the space bar to the control that has the focus.
func (s *Screen) pause() {
	if s.window.Canvas().Focused() == nil {
		s.c.TogglePause()
	}
}

// blink shows the attacked picture in place of the original, unless something
// lies over the window.
func (s *Screen) blink() {
	if s.window.Canvas().Overlays().Top() == nil {
		s.flip(true)
	}
}

// lockSeed lets each run draw a seed of its own, or all have the same.
func (s *Screen) lockSeed() {
	free := !s.notes.snap.SeedFree
	s.c.SetSeedFree(free)
	if free {
		s.window.Session().Tell("The seed is unlocked: each run draws another one.")
	} else {
		s.window.Session().Tell("The seed is locked: the same settings give the same bytes.")
	}
}

// runAgain runs the attack again, and says so where a locked seed lets nothing
// change.
func (s *Screen) runAgain() {
	if !s.c.RunAgain() {
		s.window.Session().Tell("%s", words.Say("again.locked"))
	}
}

func (s *Screen) findLeast() { s.side.least.find() }
