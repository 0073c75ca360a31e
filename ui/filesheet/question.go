package filesheet

import (
	"context"
	"image"

	"fyne.io/fyne/v2"

	"foolscope/ui/work"
)

// Purpose is what a sheet asks for.
type Purpose int

const (
	// Files are one or several that exist.
	Files Purpose = iota
	// Folder is one folder.
	Folder
	// Save is a file to write, which may exist.
	Save
)

// Question is what a sheet asks.
type Question struct {
	// Title is a whole one, such as "Open a picture".
	Title   string
	Purpose Purpose
	// Begin is the folder in which the sheet begins. If it is gone, that is the
	// nearest folder above it that is there.
	Begin string
	// Endings are those of the files that are shown, lower case with their dots; nil
	// for all. A name to save gets the first one if it has none of them.
	Endings []string
	// Many lets several files be chosen.
	Many bool
	// Name is proposed for a file to save.
	Name string
	// Places are folders to offer besides the customary ones.
	Places []string
}

// Window is where a sheet opens.
type Window struct {
	Canvas fyne.Canvas
	// Dispatch runs a function on the goroutine of the window.
	Dispatch work.Dispatch
	// Thumbnail makes a small square picture of a file; nil shows names alone.
	Thumbnail func(ctx context.Context, path string) (*image.RGBA, error)
}
