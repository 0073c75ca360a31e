package models

import (
	"foolscope/engine/check"
	"foolscope/engine/download"
	"foolscope/engine/zoo"
)

// Stage says how far a model is.
type Stage int

const (
	// Absent models can be downloaded.
	Absent Stage = iota
	// Paused downloads have begun and go on when they are asked to.
	Paused
	// Loading downloads run.
	Loading
	// Here means that the file can be used.
	Here
)

// Item is a line of the list.
type Item struct {
	// Key names the item: the name of the catalogue's entry, or the path of a
	// model of the user's own.
	Key   string
	Title string
	// Entry is what the catalogue says, nil for a model of the user's own.
	Entry *zoo.Entry
	Stage Stage
	// Path is where the file is, empty unless it is Here. Shared files cannot
	// be removed.
	Path   string
	Shared bool
	// Bytes is its length.
	Bytes int64
	// Progress belongs to Loading, and its Done to Paused.
	Progress download.Progress
	// Problem says why the last download failed, empty if it did not.
	Problem string
	// Detail is what there is to copy of that for whoever looks after the computer.
	Detail string
	// Taken is true if that was for files of the user's own, which Replace
	// replaces; in another folder there are none.
	Taken bool
	// Known is what its manifest says of it.
	Known known
	// BuiltIn is true for the model that came with the program, which is no file.
	BuiltIn bool
}

// Removable reports whether the item can be taken away.
func (i Item) Removable() bool {
	return !i.BuiltIn && !i.Shared && i.Stage != Loading && (i.Stage != Absent || i.Own())
}

// Own reports whether the item is the user's own.
func (i Item) Own() bool { return i.Entry == nil && !i.BuiltIn }

// Inspection is what is known about the chosen model.
type Inspection struct {
	// Key names the item.
	Key string
	// Busy is true while something is found out, which Doing names; Share of it
	// is done, negative if nobody knows.
	Busy  bool
	Doing string
	Share float64
	// Report is nil before the model was checked; Problem says why it cannot be
	// used, or what failed.
	Report  *check.Report
	Problem string
	// Proposals are ways to prepare pictures, tried on the pictures of a folder,
	// the best first; none before that.
	Proposals []zoo.Proposal
	Folder    string
	// Current is the number of the proposal that the manifest says, or -1.
	Current int
}

// Refused reports whether the model was checked and cannot be opened.
func (i Inspection) Refused() bool {
	if i.Report == nil {
		return !i.Busy && i.Problem != ""
	}
	// One that was opened has classes, whatever stands in the way of its gradient.
	return i.Report.Problem != "" && i.Report.Classes == 0
}

// Snapshot is all that a screen draws. What it points to is never changed.
type Snapshot struct {
	Items []Item
	// Chosen is the key of the item whose details are shown, or empty.
	Chosen     string
	Inspection Inspection
	// Folder is where downloads go, Shared and Mirror what a school set up.
	Folder, Shared, Mirror string
	// Problem says what is wrong with the folders, empty if nothing is.
	Problem string
}

// Item returns the item of a key.
func (s Snapshot) Item(key string) (Item, bool) {
	for _, item := range s.Items {
		if item.Key == key {
			return item, true
		}
	}
	return Item{}, false
}
