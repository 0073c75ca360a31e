package models

import (
	"fmt"
	"path/filepath"
	"time"

	"fyne.io/fyne/v2"

	"foolscope/engine/download"
	"foolscope/ui/part"
	"foolscope/ui/words"
)

// action is what can be done with an item from its line.
type action int

const (
	useIt action = iota
	getIt
	pauseIt
	removeIt
)

// actionsOf are those of an item, the main one first.
func actionsOf(item Item, inUse bool) []action {
	var out []action
	switch item.Stage {
	case Here:
		if !inUse {
			out = append(out, useIt)
		}
	case Loading:
		return []action{pauseIt}
	default:
		if !item.Own() {
			out = append(out, getIt)
		}
	}
	if item.Removable() {
		out = append(out, removeIt)
	}
	return out
}

// write names an action, and its key.
func (a action) write(item Item) part.LineAction {
	switch a {
	case useIt:
		return part.LineAction{Text: words.Say("shelf.use"), Key: fyne.KeyReturn}
	case getIt:
		if item.Stage == Paused {
			return part.LineAction{Text: words.Say("shelf.go_on"), Key: fyne.KeyReturn}
		}
		return part.LineAction{Text: words.Say("shelf.get"), Key: fyne.KeyReturn}
	case pauseIt:
		return part.LineAction{Text: words.Say("shelf.pause"), Key: fyne.KeyReturn}
	}
	if item.Own() {
		return part.LineAction{Text: words.Say("shelf.forget"), Key: fyne.KeyDelete}
	}
	return part.LineAction{Text: words.Say("shelf.remove"), Key: fyne.KeyDelete}
}

// columns of the list, after the names: what the model knows, how large its file
// and its input are, how often it is right, and where it comes from.
var columns = []part.ListingColumn{
	{Width: 168, Leading: true}, {Width: 54}, {Width: 52, Spare: 2}, {Width: 54, Spare: 1}, {Width: 92, Spare: 3},
}

// headings are those of the names and of the columns.
func headings() []string {
	return []string{
		words.Say("shelf.name"), words.Say("shelf.knows_what"), words.Say("shelf.size"),
		words.Say("shelf.input"), words.Say("shelf.right"), words.Say("shelf.from"),
	}
}

// line is how an item stands in the list.
func line(item Item, inUse bool) part.Line {
	out := part.Line{
		Title: item.Title, Strong: inUse, Dim: item.Stage != Here,
		Columns: []string{item.Known.says(), megabytes(item.Bytes), item.Known.input(), item.Known.accuracy(), stage(item)},
	}
	switch {
	case item.BuiltIn:
		out.Note = words.Say("shelf.built_in_note")
	case item.Own():
		out.Note = filepath.Dir(item.Key)
	default:
		out.Note = words.FromEngine(item.Entry.Sentence)
	}
	if item.Problem != "" {
		out.Note = item.Problem
	}
	if inUse {
		// Before what may be cut.
		out.Note = words.Say("shelf.in_use") + "   ·   " + out.Note
	}
	if item.Stage == Loading || item.Stage == Paused {
		out.Share = share(item.Progress)
	}
	for _, a := range actionsOf(item, inUse) {
		out.Actions = append(out.Actions, a.write(item))
	}
	return out
}

// stage says how far an item is, or where it comes from.
func stage(item Item) string {
	percent := words.Decimal(100*share(item.Progress), 0)
	switch {
	case item.BuiltIn:
		return words.Say("shelf.built_in")
	case item.Shared:
		return words.Say("shelf.shared")
	case item.Own():
		return words.Say("shelf.own")
	case item.Stage == Here:
		return words.Say("shelf.downloaded")
	case item.Stage == Paused:
		return words.Say("shelf.paused", "percent", percent)
	case item.Stage == Loading:
		return percent + " %"
	case item.Problem != "":
		return words.Say("shelf.failed")
	}
	return words.Say("shelf.offered")
}

func share(p download.Progress) float64 {
	if p.Total == 0 {
		return 0
	}
	return float64(p.Done) / float64(p.Total)
}

func megabytes(n int64) string {
	if n < 100e3 {
		return words.Decimal(float64(n)/1e3, 1) + " kB"
	}
	if n < 10e6 {
		return words.Decimal(float64(n)/1e6, 1) + " MB"
	}
	return fmt.Sprintf("%.0f MB", float64(n)/1e6)
}

func weights(n int64) string {
	return words.Say("models.millions", "number", words.Decimal(float64(n)/1e6, 1))
}

// progress tells what a download does.
func progress(p download.Progress) string {
	if p.Verifying {
		return words.Say("models.hash")
	}
	text := words.Say("models.done", "done", megabytes(p.Done), "total", megabytes(p.Total))
	if p.Speed > 0 {
		text += words.Say("models.speed", "speed", megabytes(int64(p.Speed)), "left", duration(p.Left()))
	}
	return text
}

func duration(d time.Duration) string {
	switch {
	case d < time.Minute:
		return fmt.Sprintf("%.0f s", d.Seconds())
	case d < time.Hour:
		return fmt.Sprintf("%.0f min", d.Minutes())
	}
	return words.Decimal(d.Hours(), 1) + " h"
}
