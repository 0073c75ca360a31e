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
		page.NewCommand(page.Files, "Ctrl+S", words.Say("command.save"), s.save, press(fyne.KeyS, ctrl)).In(page.SaveMenu, words.Say("menu.attacked")).If(s.savable),
		page.NewCommand(page.Files, "Ctrl+Shift+S", words.Say("command.save_perturbation"), s.savePerturbation, press(fyne.KeyS, ctrl|shift)).In(page.SaveMenu, words.Say("menu.perturbation")).If(s.savable),
		page.NewCommand(page.Files, "Ctrl+E", words.Say("command.save_figure"), s.saveFigure, press(fyne.KeyE, ctrl)).In(page.SaveMenu, words.Say("menu.figure")).If(s.savable),
		page.NewCommand(page.Files, "Ctrl+Shift+E", words.Say("command.save_metrics"), s.saveMetrics, press(fyne.KeyE, ctrl|shift)).In(page.SaveMenu, words.Say("menu.metrics")).If(s.savable),

		page.NewCommand(page.Changes, "Ctrl+Z", words.Say("command.undo"), s.c.Undo, page.Trigger{Shortcut: &fyne.ShortcutUndo{}}).In(page.EditMenu, words.Say("menu.undo")),
		page.NewCommand(page.Changes, "Ctrl+Shift+Z, Ctrl+Y", words.Say("command.redo"), s.c.Redo, press(fyne.KeyZ, ctrl|shift), page.Trigger{Shortcut: &fyne.ShortcutRedo{}}).In(page.EditMenu, words.Say("menu.redo")),
		page.NewCommand(page.Changes, "Ctrl+C", words.Say("command.copy_settings"), s.copySettings, page.Trigger{Shortcut: &fyne.ShortcutCopy{}}).In(page.EditMenu, words.Say("menu.copy_settings")),
		page.NewCommand(page.Changes, "Ctrl+Shift+C", words.Say("command.copy_picture"), s.copyPicture, press(fyne.KeyC, ctrl|shift)).In(page.EditMenu, words.Say("menu.copy_picture")),
		page.NewCommand(page.Changes, "Ctrl+V", words.Say("command.paste"), s.paste, page.Trigger{Shortcut: &fyne.ShortcutPaste{}}).In(page.EditMenu, words.Say("menu.paste")),
		page.NewCommand(page.Changes, "Ctrl+L", words.Say("command.lock"), s.lockSeed, press(fyne.KeyL, ctrl)).In(page.EditMenu, words.Say("menu.lock")),
		page.NewCommand(page.Changes, "Ctrl+R", words.Say("command.again"), s.runAgain, press(fyne.KeyR, ctrl)).In(page.EditMenu, words.Say("menu.again")),
		page.NewCommand(page.Changes, "Ctrl+Shift+Delete", words.Say("strip.remove_all_help"), s.c.RemoveAll, press(fyne.KeyDelete, ctrl|shift)).In(page.EditMenu, words.Say("strip.remove_all")),
		page.NewCommand(page.Changes, "Ctrl+N", words.Say("strip.afresh_help"), s.c.Afresh, press(fyne.KeyN, ctrl)).In(page.EditMenu, words.Say("strip.afresh")),

		page.NewCommand(page.Attack, "Ctrl+F", words.Say("least.help"), s.findLeast, press(fyne.KeyF, ctrl)).In(page.EditMenu, words.Say("least.menu")),
		page.NewCommand(page.Attack, words.Say("keys.space"), words.Say("command.pause"), s.pause, page.Down(fyne.KeySpace)),
		page.NewCommand(page.Attack, "→", words.Say("command.step"), s.c.StepOnce, page.Down(fyne.KeyRight)),

		page.NewCommand(page.Looking, "Ctrl+D", words.Say("glance.help"), s.compareDefenses, press(fyne.KeyD, ctrl)).In(page.ViewMenu, words.Say("glance.menu")),
		page.NewCommand(page.Looking, "0, Ctrl+0", words.Say("command.whole"), s.zoomFit, press(fyne.Key0, ctrl), page.Char('0')).In(page.ViewMenu, words.Say("viewing.whole")),
		page.NewCommand(page.Looking, "1, Ctrl+Shift+1", words.Say("command.own_size"), s.zoomOwnSize, press(fyne.Key1, ctrl|shift), page.Char('1')).In(page.ViewMenu, words.Say("viewing.ownSize")),
		// Where + is Shift and =, the key is called =, and Shift may be held.
		page.NewCommand(page.Looking, "+, Ctrl++", words.Say("command.larger"), s.zoomIn, press(fyne.KeyPlus, ctrl), press(fyne.KeyEqual, ctrl), press(fyne.KeyEqual, ctrl|shift), page.Char('+'), page.Char('=')).In(page.ViewMenu, words.Say("viewing.larger")),
		page.NewCommand(page.Looking, "−, Ctrl+−", words.Say("command.smaller"), s.zoomOut, press(fyne.KeyMinus, ctrl), page.Char('-')).In(page.ViewMenu, words.Say("viewing.smaller")),
		page.NewCommand(page.Looking, words.Say("keys.hold"), words.Say("command.flip"), s.blink, page.Down(fyne.KeyB)).Held(func() { s.flip(false) }),
		page.NewCommand(page.Looking, "F7", words.Say("lecture.help"), s.turnLecture, page.Down(fyne.KeyF7)),

		page.NewCommand(page.Looking, "Ctrl+Shift+R", words.Say("command.run_over"), s.runOver, press(fyne.KeyR, ctrl|shift)).In(page.PlotMenu, words.Say("menu.run_over")),
		page.NewCommand(page.Looking, "Ctrl+Shift+T", words.Say("command.copy_numbers"), s.copyPlot, press(fyne.KeyT, ctrl|shift)).In(page.PlotMenu, words.Say("menu.copy_numbers")),
		page.NewCommand(page.Looking, "Ctrl+Shift+G", words.Say("command.copy_plot"), s.copyPlotPicture, press(fyne.KeyG, ctrl|shift)).In(page.PlotMenu, words.Say("menu.copy_picture")),
		page.NewCommand(page.Looking, "Ctrl+Shift+N", words.Say("command.save_numbers"), s.saveNumbers, press(fyne.KeyN, ctrl|shift)).In(page.PlotMenu, words.Say("menu.save_numbers")),
		page.NewCommand(page.Looking, "Ctrl+Shift+P", words.Say("command.save_plot"), s.savePlot, press(fyne.KeyP, ctrl|shift)).In(page.PlotMenu, words.Say("menu.save_plot")),
	}
}

// savable reports whether there is a result to save.
func (s *Screen) savable() bool {
	snap := s.notes.snap
	return snap.Current() && snap.Result.Attacked.Image != nil
}

// runOver hands what is tried here to the page that tries it on a data set.
func (s *Screen) runOver() {
	model, setup, axis, varied := s.c.Tried()
	s.window.Experiment(page.Tried{Model: model, Setup: setup, Axis: axis, Varied: varied})
}

// pause leaves the space bar to the control that has the focus.
func (s *Screen) pause() {
	if s.window.Canvas().Focused() == nil {
		s.c.TogglePause()
	}
}

// compareDefenses shows or hides what all defences make of the attacked picture.
func (s *Screen) compareDefenses() { s.glance.toggle(s.window.Canvas()) }

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
		s.window.Session().Tell("%s", words.Say("again.locked", "keys", page.Keys("Ctrl+L")))
	}
}

func (s *Screen) findLeast() { s.side.least.find() }
