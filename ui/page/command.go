package page

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// Command is one thing that a key does. The window's table of all commands
// registers the keys, fills the menus and is what the help lists: nothing else
// does.
type Command struct {
	// Group is the key of the heading in the help.
	Group string
	// Menu is the key of the menu that has the command, empty for none, and
	// Name what it is called there.
	Menu, Name string
	// Keys is how people read what to press, and Help what that does.
	Keys, Help string
	// On is what is pressed.
	On []Trigger
	Do func()
	// Ready reports whether there is something to do; nil is always. A menu of which no
	// command is ready does not open.
	Ready func() bool
	// Up is called when the key is let go; may be nil.
	Up func()
}

// Trigger is one way to press a key. Exactly one of the first three fields is
// set.
type Trigger struct {
	// Shortcut works whatever has the focus, unless a field for text takes it.
	Shortcut fyne.Shortcut
	// Char works while nothing has the focus that takes characters.
	Char rune
	// Down works whatever has the focus, in addition to what that does.
	Down fyne.KeyName
	// Do is what this key does, where the keys of a command differ; else nil.
	Do func()
}

// NewCommand is a command that is in no menu.
func NewCommand(group, keys, help string, do func(), on ...Trigger) Command {
	return Command{Group: group, Keys: keys, Help: help, Do: do, On: on}
}

// In puts a command into a menu, under a name.
func (c Command) In(menu, name string) Command {
	c.Menu, c.Name = menu, name
	return c
}

// If is a command that has something to do only while ready.
func (c Command) If(ready func() bool) Command {
	c.Ready = ready
	return c
}

// Held is a command that lasts until the key is let go.
func (c Command) Held(up func()) Command {
	c.Up = up
	return c
}

// The modifiers of shortcuts.
const Ctrl, Shift = fyne.KeyModifierShortcutDefault, fyne.KeyModifierShift

// Press is a key with modifiers.
func Press(key fyne.KeyName, modifiers fyne.KeyModifier) Trigger {
	return Trigger{Shortcut: &desktop.CustomShortcut{KeyName: key, Modifier: modifiers}}
}

// Down is a key that works whatever has the focus.
func Down(key fyne.KeyName) Trigger { return Trigger{Down: key} }

// Char is a character.
func Char(char rune) Trigger { return Trigger{Char: char} }

// The menus: those of the top bar, and that of the plot.
const (
	OpenMenu = "menu.open"
	EditMenu = "menu.edit"
	SaveMenu = "menu.save"
	ViewMenu = "menu.view"
	PlotMenu = "menu.copy"
)

// The groups of the help, in its order.
const (
	Files    = "help.files"
	Changes  = "help.changes"
	Attack   = "help.attack"
	Looking  = "help.looking"
	Controls = "help.controls"
	Pointer  = "help.pointer"
)
