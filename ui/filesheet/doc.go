// Package filesheet asks for files: for one or several to open, for a folder, or
// for the name of one to save. One sheet serves all of them, so that whoever knows
// one way knows the others. It only looks: files are opened and written by who asked.
//
// Fyne's own dialog is not used: it opens one file at a time, takes no path that is
// typed or pasted, and empties a file that is chosen for saving before it says so.
//
// Vocabulary: a Question is what a sheet asks; an item is a folder or a file in the
// folder that is listed; places are folders that are one click away; the base is
// the folder that a typed path begins in, unless it is a whole one.
package filesheet
