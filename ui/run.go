package ui

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"time"

	"fyne.io/fyne/v2"

	"foolscope/assets"
	"foolscope/engine/curate"
	"foolscope/engine/ort"
	"foolscope/engine/pixel"
	"foolscope/engine/underway"
	"foolscope/engine/zoo"
	"foolscope/ui/data"
	"foolscope/ui/explore"
	"foolscope/ui/part"
	"foolscope/ui/session"
	"foolscope/ui/study"
	"foolscope/ui/words"
	"foolscope/ui/work"
)

// AppID names the program to the system and to Fyne's preferences.
const AppID = "org.foolscope.Foolscope"

// Explore is what the page Explore offers and begins with.
type Explore = explore.Options

// Options are what the window works with.
type Options struct {
	Engine session.Engine
	// Library points the engine at the library that the user located.
	Library func(path string)
	Explore Explore
	// Samples are the pictures that came with the program; Pictures are files
	// to open at once.
	// Sample is the name of the sample to begin with.
	Samples  []session.Source
	Pictures []string
	Sample   string
	// Shelf is the library of models; its folder is completed here if it is
	// empty.
	Shelf zoo.Library
	// Data is what the page Data works with; its folder of decisions is completed here if it
	// is empty.
	Data data.Options
	// Study is what the page Study works with; its folder of experiments is completed here
	// if it is empty.
	Study study.Options
	// SaveTo is a folder to save in without asking; empty to ask.
	SaveTo string
	// Fresh keeps the window from going on where it was left the last time.
	Fresh bool
	// ProviderGiven is true if the command line says what computes networks, so
	// that the choice of the last time does not count.
	ProviderGiven bool
	// Classroom begins with the window for a lecture.
	Classroom bool
	// Events is where each result that is shown is noted; may be nil.
	Events io.Writer
	// Vitals is how often it is noted there what the program holds, 0 for
	// never: each time costs a garbage collection.
	Vitals time.Duration

	// dispatch runs a function on the goroutine of the window; nil is fyne.Do.
	dispatch work.Dispatch
	// session is the file that the session is kept in; empty for none.
	session string
}

// Run opens the window and returns when it is closed. The error says why there
// can be no window.
func Run(o Options) error {
	keepHeap()
	spareShaders(shaderRoom)
	h := findHome()
	defer h.leave()
	a := h.newApp()
	a.SetIcon(fyne.NewStaticResource("icon.png", assets.Icon))
	a.Settings().SetTheme(startTheme(a.Preferences()))
	if path := located(a.Preferences()); path != "" && os.Getenv(ort.LibraryVariable) == "" {
		o.Library(path)
	}
	if h.folder != "" {
		o.session = filepath.Join(h.folder, "session.json")
		if o.Shelf.Folder == "" {
			o.Shelf.Folder = filepath.Join(h.folder, "models")
		}
		if o.Study.Folder == "" {
			o.Study.Folder = filepath.Join(h.folder, "experiments")
		}
	}
	if o.Data.Decisions == "" {
		// Where there is none, decisions about sets without a place for them hold as long as the program runs.
		o.Data.Decisions, _ = curate.OwnFolder()
	}
	o.Study.Decisions = o.Data.Decisions
	problem := errors.Join(h.problem, o.preferAgain(a.Preferences()))
	words.Use(a.Preferences().String(languageKey))
	window, err := openWindow(a)
	if err != nil {
		return err
	}
	w := newWindow(a, window, o)
	w.read = w.readSystem
	part.ReadClipboard = w.readSystem
	if problem != nil {
		w.session.Complain("%s", sentences(problem))
	}
	h.tell(func(err error) { w.session.Complain("%s", words.Sentence(err)) })
	go w.sweep()
	if w.log != nil {
		waits := newStall(w.stalled)
		defer waits.close()
		w.log.Stall = waits.take
		looking := newProbe(w, o.Vitals)
		defer looking.close()
	}
	if o.Classroom {
		// Fyne applies a theme only once it runs.
		a.Lifecycle().SetOnStarted(w.classroom.enter)
	}
	// Files vanish while another program is in front.
	a.Lifecycle().SetOnEnteredForeground(w.session.Tidy)
	last := w.ending()
	last.exit = func(code int) { h.leave(); os.Exit(code) }
	w.ends = last.start
	w.window.SetCloseIntercept(w.quit)
	last.onSignal()
	defer last.end()
	if err := showWindow(w.window); err != nil {
		return err
	}
	a.Run()
	return nil
}

// sources are the first pictures of the strip.
func (o Options) sources() []session.Source {
	sources := slices.Clone(o.Samples)
	for _, path := range o.Pictures {
		sources = append(sources, session.Source{
			Name: filepath.Base(path), Path: path,
			Open: func(ctx context.Context) (*pixel.Image, error) { return pixel.Open(ctx, path) },
		})
	}
	return sources
}

// sessionOptions translates what the program wants for the session.
func (o Options) sessionOptions(mark *underway.Mark, lately session.Recent) session.Options {
	sources := o.sources()
	first := 1 + slices.IndexFunc(sources, func(source session.Source) bool { return source.Name == o.Sample })
	if len(o.Pictures) > 0 {
		first = len(sources)
	}
	return session.Options{
		Engine: o.Engine, OpenPicture: pixel.Open, Samples: sources, First: first, Recent: lately, Mark: mark,
	}
}

// past is what to go on with of the last session, and how this one is kept.
func (o Options) past() (p session.Past, mark *underway.Mark) {
	if o.session == "" {
		return p, nil
	}
	p.Keep = func(s session.Kept) error { return session.Write(o.session, s) }
	// Without a mark there is no less to see: the next start only knows less.
	mark, p.Left, _ = underway.Open(filepath.Dir(o.session))
	if o.Fresh {
		// Until another session takes its place, the last one must not be opened unasked.
		things, write := p.Left.Things, p.Keep
		p.Left = underway.Left{}
		p.Keep = func(s session.Kept) error {
			err := write(s)
			if err == nil {
				mark.Remove(things...)
				things = nil
			}
			return err
		}
		return p, mark
	}
	p.Read = func(isSettings func(string) bool) (*session.Kept, error) { return session.Read(o.session, isSettings) }
	return p, mark
}

// located is the library that somebody located once, empty for none. Code is loaded from
// whole paths alone, and what the environment says comes first. One that is gone is
// looked for in the usual places again.
func located(kept fyne.Preferences) string {
	path := kept.String(libraryKey)
	if _, err := os.Stat(path); err != nil || !filepath.IsAbs(path) {
		return ""
	}
	return path
}
