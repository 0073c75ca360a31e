package models

import (
	"fmt"
	"path/filepath"
	"time"

	"foolscope/engine/download"
	"foolscope/ui/part"
)

// line is how an item stands in the list.
func line(item Item) part.Line {
	out := part.Line{Title: item.Title, Strong: item.Stage == Here, Columns: []string{megabytes(item.Bytes), "", "", stage(item)}}
	if item.Own() {
		out.Note = "Your own   ·   " + filepath.Dir(item.Key)
	} else {
		e := item.Entry
		out.Note = e.Sentence
		out.Columns[1] = weights(e.Parameters) + " weights"
		out.Columns[2] = fmt.Sprintf("%.1f %% right", e.Top1)
	}
	if item.Problem != "" {
		out.Note = item.Problem
	}
	if item.Stage == Loading || item.Stage == Paused {
		out.Share = share(item.Progress)
	}
	return out
}

// stage says how far an item is.
func stage(item Item) string {
	switch item.Stage {
	case Here:
		if item.Shared {
			return "here, shared"
		}
		return "here"
	case Paused:
		return fmt.Sprintf("paused at %.0f %%", 100*share(item.Progress))
	case Loading:
		return fmt.Sprintf("%.0f %%", 100*share(item.Progress))
	}
	if item.Problem != "" && !item.Own() {
		return "failed"
	}
	return "–"
}

func share(p download.Progress) float64 {
	if p.Total == 0 {
		return 0
	}
	return float64(p.Done) / float64(p.Total)
}

func megabytes(n int64) string {
	if n < 100e3 {
		return fmt.Sprintf("%.1f kB", float64(n)/1e3)
	}
	if n < 10e6 {
		return fmt.Sprintf("%.1f MB", float64(n)/1e6)
	}
	return fmt.Sprintf("%.0f MB", float64(n)/1e6)
}

func weights(n int64) string { return fmt.Sprintf("%.1f M", float64(n)/1e6) }

// progress tells what a download does.
func progress(p download.Progress) string {
	if p.Verifying {
		return "Comparing it with its hash…"
	}
	text := fmt.Sprintf("%s of %s", megabytes(p.Done), megabytes(p.Total))
	if p.Speed > 0 {
		text += fmt.Sprintf(", %s a second, %s left", megabytes(int64(p.Speed)), duration(p.Left()))
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
	return fmt.Sprintf("%.1f h", d.Hours())
}
