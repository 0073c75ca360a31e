package explore

import (
	"fyne.io/fyne/v2"

	"foolscope/ui/events"
	"foolscope/ui/explore/control"
	"foolscope/ui/part"
)

// Controls implements page.Page. Controls of parameters have the parameter's
// key, after that of what they belong to.
func (s *Screen) Controls() map[string]fyne.CanvasObject {
	side, p := s.side, s.panels
	out := map[string]fyne.CanvasObject{
		"pictures": side.strip.thumbs, "attack": side.attack, "seed": side.seed, "defense": side.defense,
		"original": p.original.picture, "perturbation": p.perturbation.picture,
		"attacked": p.attacked.picture, "defended": p.defended.picture,
		"wipe": p.original.picture.Divider(), "truth": p.truth.pick, "mode": p.drawing.mode, "gain": p.drawing.gain,
		"compare": side.compare.with, "compare.attack": side.compare.attack, "compare.model": side.compare.model,
		"plot": s.plot.chart, "page": s.plot.tabs, "least": side.least.row.Link(), "adaptive": side.adaptive.knows, "through": side.adaptive.through,
		"against": s.plot.against, "play": s.plot.play,
	}
	if side.goal != nil {
		out["goal"] = side.goal
	}
	if side.preset != nil {
		out["preset"] = side.preset
	}
	rows := func(of string, rows []part.Row) {
		for _, row := range rows {
			out[of+"."+row.Param().Key] = row
		}
	}
	rows("attack", side.attackRows.rows)
	rows("defense", side.defenseRows.rows)
	rows("compare", side.compare.attackRows.rows)
	return out
}

// Scene implements page.Scene.
func (s *Screen) Scene() events.Scene {
	x, y := s.panels.viewport.Center()
	return control.SceneOf(s.notes.snap, events.Looks{
		Plot: int(s.plot.page()), Zoom: s.panels.viewport.Zoom(), X: x, Y: y,
		Wipe: s.panels.original.picture.Wipe(), Missing: s.panels.missing(),
	})
}
