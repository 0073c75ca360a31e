package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"foolscope/tools/desk"
	"foolscope/ui/events"
)

// worker does tasks in a real window, and counts what hands have to do: a click, a click in the list that one opened, a
// drop, a turn of the wheel, a chord of keys and a word or a path that is typed are one action each.
type worker struct {
	*sitter
	actions int
	// longest is the longest time from the end of an action to what it was done for.
	longest time.Duration
	acted   time.Time
	// home is the folder in which the sheets begin, picture and model are files there, photos a folder of everyday
	// photos whose names say what they show, and own an ONNX file of which nothing else is known.
	home, picture, model, photos, own string
}

// did counts actions that are done.
func (w *worker) did(n int) {
	w.actions += n
	w.acted = time.Now()
}

// key presses a chord.
func (w *worker) key(chord string) { w.t.Helper(); w.press(chord); w.did(1) }

// word types something.
func (w *worker) word(text string) { w.t.Helper(); w.ok(w.display.Type(text)); w.did(1) }

// hit clicks on a control.
func (w *worker) hit(name string) { w.t.Helper(); w.reach(name); w.click(name); w.did(1) }

// pick opens a list and takes what stands at a place of it.
func (w *worker) pick(name string, place int) {
	w.t.Helper()
	w.reach(name)
	w.unfold(name)
	w.press(append(append([]string{"Home"}, slices.Repeat([]string{"Down"}, place)...), "Return")...)
	w.did(2)
	w.overlay(false)
}

// reach counts the turn of the wheel that a control of the side bar needs to come into sight.
func (w *worker) reach(name string) {
	w.t.Helper()
	w.ok(w.program.AwaitPlace(name))
	at, err := w.program.At(name, 0.5, 0.5)
	if w.ok(err); at.X < sideBar && (at.Y < topBar || at.Y > deskHeight-bottomBar) {
		w.did(1)
		w.ok(w.program.Reveal(name))
	}
}

// The bars of the window, under which the side bar scrolls.
const topBar, bottomBar, sideBar = 52, 34, 264

// drop drops files and folders on the window, all at once.
func (w *worker) drop(paths ...string) {
	w.t.Helper()
	w.ok(w.program.Drop(desk.Point{X: 700, Y: 300}, paths...))
	w.did(1)
}

// ask opens a sheet by a chord, types the path of a file and ends with Enter.
func (w *worker) ask(chord, path string) {
	w.t.Helper()
	w.key(chord)
	w.overlay(true)
	w.waited()
	w.word(path)
	w.key("Return")
}

// waited ends the wait for what the last action was done for.
func (w *worker) waited() { w.longest = max(w.longest, time.Since(w.acted)) }

// sees waits for an event after the last one.
func (w *worker) sees(what string, wanted func(events.Event) bool) events.Event {
	w.t.Helper()
	e := w.next(what, wanted)
	w.waited()
	return e
}

// finds waits for the screen to be as wanted.
func (w *worker) finds(what string, wanted func(events.Scene) bool) events.Scene {
	w.t.Helper()
	scene, err := w.program.AwaitScene(what, wanted)
	w.ok(err)
	w.waited()
	return scene
}

// steady waits until a control stays where it is.
func (w *worker) steady(name string) {
	w.t.Helper()
	w.ok(w.program.AwaitPlace(name))
	for before := (events.Place{}); ; time.Sleep(300 * time.Millisecond) {
		now, _ := w.program.Place(name)
		if now == before {
			return
		}
		before = now
	}
}

// job is a task, how many actions it took when the window was tried first (0 where nobody counted), and how many it may
// take.
type job struct {
	name         string
	before, most int
	do           func(w *worker)
}

func jobs() []job {
	result := func(wanted func(e events.Event) bool) func(events.Event) bool {
		return func(e events.Event) bool { return isResult(e) && !e.Error && wanted(e) }
	}
	return []job{
		{"a photo opened", 4, 3, func(w *worker) {
			w.ask("ctrl+o", filepath.Base(w.picture))
			w.sees("the photo", result(func(e events.Event) bool { return e.Picture == filepath.Base(w.picture) }))
		}},
		{"a folder of photos opened", 0, 1, func(w *worker) {
			w.drop(w.photos)
			w.finds("all photos", func(s events.Scene) bool { return s.Unread == 0 && slices.Contains(s.Pictures, goldfish) })
		}},
		{"MobileNet chosen", 6, 3, func(w *worker) {
			w.ask("ctrl+m", filepath.Base(w.model))
			w.sees("its result", result(func(e events.Event) bool { return strings.HasPrefix(e.Model, "MobileNet") }))
			w.finds("the end of the work", func(s events.Scene) bool { return !s.Busy })
		}},
		{"the least epsilon found", 4, 1, func(w *worker) {
			w.key("ctrl+f")
			w.sees("what was found", func(e events.Event) bool { return e.Kind == "notice" && !e.Error })
		}},
		{"a target of 1,000 chosen", 3, 3, func(w *worker) {
			w.hit("goal")
			w.overlay(true)
			w.waited()
			w.word("pizza")
			w.key("Return")
			w.sees("the goal", result(func(e events.Event) bool { return e.Target == "pizza" }))
		}},
		{"each step seen", 2, 2, func(w *worker) {
			w.hit("page.1")
			w.finds("the steps", func(s events.Scene) bool { return s.Plot == 1 })
			w.hit("play")
			w.finds("a step", func(s events.Scene) bool { return s.Moment > 0 })
		}},
		{"FGSM beside PGD", 2, 2, func(w *worker) {
			w.pick("compare", 1)
			w.sees("the second attack", func(e events.Event) bool { return e.Kind == "compare" && e.Attack == "fgsm" })
		}},
		{"six defences seen", 12, 1, func(w *worker) {
			w.key("ctrl+d")
			w.overlay(true)
			if e := w.sees("all of them", func(e events.Event) bool { return e.Kind == "attempts" }); e.Points < 6 {
				w.t.Errorf("%d defences were tried", e.Points)
			}
			// Not a part of it.
			w.press("Escape")
			w.overlay(false)
		}},
		{"transfer seen", 5, 2, func(w *worker) {
			w.pick("compare", 2)
			w.sees("the second model", func(e events.Event) bool { return e.Kind == "compare" && e.Compare == "model" })
		}},
		{"the attacked picture saved", 3, 2, func(w *worker) {
			w.key("ctrl+s")
			w.overlay(true)
			w.waited()
			w.key("Return")
			w.sees("that it was saved", func(e events.Event) bool { return e.Kind == "notice" && strings.HasPrefix(e.Text, "Saved ") })
			w.overlay(false)
		}},
		{"the saved picture opened again", 4, 3, func(w *worker) {
			saved, err := filepath.Glob(filepath.Join(w.home, "*pgd*.png"))
			if w.ok(err); len(saved) != 1 {
				w.t.Fatalf("%q were saved", saved)
			}
			w.ask("ctrl+o", filepath.Base(saved[0]))
			w.sees("the saved picture", result(func(e events.Event) bool { return e.Picture == filepath.Base(saved[0]) }))
		}},
		{"German chosen", 2, 2, func(w *worker) {
			generation := w.program.Scene().Generation
			w.pick("language", 1)
			w.finds("the result, told again", func(s events.Scene) bool { return s.Generation > generation && !s.Busy })
		}},
		{"an own ONNX file, until its answers are right", 9, 4, func(w *worker) {
			w.hit("screen.3")
			w.ok(w.program.AwaitPlace("models.list"))
			w.waited()
			// The photos tell the ways to prepare them apart.
			w.drop(w.own, filepath.Join(w.home, labelsName), w.photos)
			w.sees("a way to prepare pictures", func(e events.Event) bool {
				return e.Kind == "inspection" && strings.Contains(e.Text, "proposed")
			})
			w.hit("models.apply")
			w.sees("that it is used", func(e events.Event) bool {
				return e.Kind == "inspection" && strings.Contains(e.Text, "in use: 0")
			})
			// The warning above the link goes.
			w.steady("models.use")
			w.hit("models.use")
			w.sees("its result", result(func(e events.Event) bool { return strings.Contains(e.Model, "own") }))
		}},
		{"a file opened by keys alone", 20, 3, func(w *worker) {
			w.ask("ctrl+o", filepath.Join(w.photos, goldfish))
			if e := w.sees("the photo", result(func(e events.Event) bool { return e.Picture == goldfish })); e.CleanLabel != "goldfish" {
				w.t.Errorf("with the own file it says %q", e.CleanLabel)
			}
		}},
	}
}

const (
	// goldfish is one of the photos.
	goldfish   = "001_n01443537_goldfish.jpg"
	labelsName = "imagenet_labels.txt"
	photoCount = 20
)

// begun opens the window for somebody who never used it, and whose files lie in a folder.
func begun(t testing.TB) *worker {
	model, picture := photo(t)
	w := &worker{home: t.TempDir()}
	w.picture, w.model = filepath.Join(w.home, filepath.Base(picture)), filepath.Join(w.home, filepath.Base(model))
	w.photos, w.own = filepath.Join(w.home, "photos"), filepath.Join(w.home, "own.onnx")
	link := func(from, to string) {
		if err := os.Symlink(from, to); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(w.photos, 0o777); err != nil {
		t.Fatal(err)
	}
	link(picture, w.picture)
	link(model, w.model)
	link(strings.TrimSuffix(model, ".onnx")+".json", strings.TrimSuffix(w.model, ".onnx")+".json")
	link(filepath.Join(filepath.Dir(model), labelsName), filepath.Join(w.home, labelsName))
	link(model, w.own)
	all, err := filepath.Glob(filepath.Join(filepath.Dir(picture), "*.jpg"))
	if err != nil || len(all) <= photoCount {
		t.Fatalf("%d photos, %v", len(all), err)
	}
	for i := range photoCount {
		each := all[1+i*(len(all)-1)/photoCount]
		link(each, filepath.Join(w.photos, filepath.Base(each)))
	}
	w.sitter = openAt(t, t.TempDir(), w.home)
	w.next("the first result", isResult)
	return w
}

// TestTasks does in a real window what people did when it was tried first, and counts what that takes.
func TestTasks(t *testing.T) {
	w := begun(t)
	for _, each := range jobs() {
		w.actions, w.longest = 0, 0
		each.do(w)
		t.Logf("%s: %d actions, at most %v", each.name, w.actions, w.longest.Round(time.Millisecond))
		if w.actions > each.most {
			t.Errorf("%s takes %d actions, more than %d", each.name, w.actions, each.most)
		}
	}
}

// BenchmarkTasks prints the table of what the tasks take.
func BenchmarkTasks(b *testing.B) {
	for b.Loop() {
		w := begun(b)
		var table strings.Builder
		longest := time.Duration(0)
		for _, each := range jobs() {
			w.actions, w.longest = 0, 0
			each.do(w)
			longest = max(longest, w.longest)
			before := "–"
			if each.before > 0 {
				before = fmt.Sprint(each.before)
			}
			fmt.Fprintf(&table, "| %s | %s | %d | %.1f s |\n", each.name, before, w.actions, w.longest.Seconds())
		}
		fmt.Printf("%s", table.String())
		b.ReportMetric(longest.Seconds(), "s-longest")
		w.quit()
	}
	b.ReportMetric(0, "ns/op")
}
