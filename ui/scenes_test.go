package ui

import (
	"errors"
	"fmt"
	"image"
	"image/draw"
	"slices"
	"testing"
	"time"

	"foolscope/engine/attack"
	"foolscope/engine/check"
	"foolscope/engine/classifier"
	"foolscope/engine/curate"
	"foolscope/engine/defense"
	"foolscope/engine/download"
	experiment "foolscope/engine/study"
	"foolscope/engine/trial"
	"foolscope/engine/zoo"
	catalogue "foolscope/models"
	"foolscope/ui/data"
	"foolscope/ui/explore"
	"foolscope/ui/explore/choice"
	"foolscope/ui/explore/control"
	"foolscope/ui/models"
	"foolscope/ui/page"
	"foolscope/ui/session"
	"foolscope/ui/story"
	"foolscope/ui/study"
)

func typeName(v any) string { return fmt.Sprintf("%T", v) }

// scene is a state of the window, made of a snapshot.
type scene struct {
	name  string
	shape func(s *control.Snapshot)
	// models is what the page Models shows, nil for a scene in Explore.
	models *models.Snapshot
	// data and study are what the pages Data and Study show, nil for a scene elsewhere.
	data  *data.Snapshot
	study *study.Snapshot
}

// scenes are the states that a layout has to bear. Their words are as long as
// they come: classifiers of ImageNet name classes by all their synonyms.
var scenes = []scene{
	{name: "fooled", shape: func(s *control.Snapshot) {}},
	{name: "long names", shape: func(s *control.Snapshot) {
		long := []string{"maillot, tank suit, swimming costume worn at the sea", "black-and-tan coonhound", "ear, spike, capitulum", "x", "great white shark"}
		r := *s.Result
		for _, p := range []*story.Panel{&r.Original, &r.Attacked, &r.Defended} {
			p.Verdict.Text = "Fooled: 100.0 % " + long[0]
			p.Rows = append([]story.Row(nil), p.Rows...)
			for i := range p.Rows {
				p.Rows[i].Label, p.Rows[i].Probability = long[i], 1
			}
		}
		r.Sentence = "Fooled: 99.9 % " + long[0] + " became 97.1 % " + long[1] + ". No pixel changed by more than 4/255."
		s.Status.Text, s.Result = r.Sentence, &r
		s.Model.Labels = long
		s.Model.Title = "a-network-whose-author-liked-long-names-v2-quantized-final"
	}},
	{name: "slow", shape: func(s *control.Snapshot) {
		s.Status = control.Status{Busy: true, Slow: true, Progress: 0.4, Text: "PGD: step 40 of 100 of run 3 of 10"}
		s.Result.Final = false
	}},
	{name: "notice", shape: func(s *control.Snapshot) {
		s.Notice = session.Notice{Number: 1, Err: true, Text: "The picture was not saved: the folder does not exist any more, or nobody may write to it; choose another folder, and then save it again, please."}
	}},
	{name: "unreadable", shape: func(s *control.Snapshot) {
		s.Result = &control.Result{Generation: s.Generation, Final: true, Settings: s.Settings,
			Result: story.Result{Original: story.Panel{Verdict: story.Verdict{Kind: story.Failed, Text: "Cannot be read"}}}}
		s.Status.Text = "Cannot open holiday.jpg: the JPEG picture is damaged."
		s.Pictures[0].Err, s.Pictures[0].Thumbnail = errors.New("the JPEG picture is damaged"), nil
	}},
	{name: "compare", shape: func(s *control.Snapshot) {
		other := attack.All()[0]
		s.Settings.Compare = choice.Comparison{With: choice.SecondAttack, Attack: other.Key, Values: other.Params.Defaults()}
		s.Settings.Defense = defense.All()[0].Key
		s.Settings.DefenseValues = defense.All()[0].Params.Defaults()
		s.Result.Settings = s.Settings
		second := *s.Result
		second.Sentence = "Both fool it. A: PGD ends at 92.9 % speed limit 80; B: FGSM ends at 77.5 % traffic light red and amber."
		s.Second = &control.Second{Result: second, FirstOriginal: second.Original.Rows, FirstAttacked: second.Attacked.Rows}
	}},
	{name: "empty", shape: func(s *control.Snapshot) {
		s.Pictures, s.Settings.Picture, s.Result = nil, 0, nil
		s.Status.Text = "Open a picture, or drop one here."
	}},
	{name: "missing", shape: func(s *control.Snapshot) {
		s.Blocked = errors.New("onnxruntime was not found in any of /usr/lib/foolscope, /usr/local/lib/foolscope and ~/.cache/foolscope: put it there, or locate it")
		s.Result = nil
	}},
	{name: "models", shape: func(*control.Snapshot) {}, models: shelfScene()},
	{name: "data", shape: func(*control.Snapshot) {}, data: dataScene()},
	{name: "study", shape: func(*control.Snapshot) {}, study: studyScene()},
}

// studyScene is the page Study while an experiment on somebody's photos runs, on two models.
func studyScene() *study.Snapshot {
	pgd := attack.All()[3]
	plan := experiment.Plan{
		Name: "Photos of a very long holiday", Data: experiment.Data{Folder: "/home/somebody/photographs of a very long holiday", Pictures: 300, Choose: experiment.PerClass},
		Vary: &experiment.Vary{Of: trial.SweepAttack, Key: pgd.Strength, Values: []float64{0, 4, 8}}, Transfer: true,
	}
	s := &study.Snapshot{Draft: study.Draft{Plan: plan, To: 8, Step: 4}, Pictures: 300, Settings: 12, Running: true, Done: 120, Total: 300}
	r := &study.Results{Ticks: []study.Tick{{At: 0, Text: "0"}, {At: 4, Text: "4"}, {At: 8, Text: "8"}}, Attacks: []string{pgd.Name}}
	r.Varied, _ = pgd.Params.Find(pgd.Strength)
	s.Draft.Attacks = []study.AttackChoice{{Attack: experiment.Attack{Attack: pgd, Values: pgd.Params.Defaults()}, Used: true}}
	for i, name := range []string{"a-network-whose-author-liked-long-names-v2-quantized-final", "mobilenet"} {
		s.Draft.Models = append(s.Draft.Models, study.ModelChoice{Name: "/models/" + name + ".onnx", Used: true})
		r.Models = append(r.Models, name)
		for k, of := range []*defense.Defense{nil, defense.All()[0]} {
			line := study.Line{Model: i, Chain: k}
			for _, tick := range r.Ticks {
				share := 1 - tick.At/10
				rate := study.Rate{N: int(120 * share), Of: 120, Share: share, Low: share * 0.9, High: min(1, share*1.1)}
				line.Points = append(line.Points, study.Point{X: tick.At, Done: 120, Of: 300, Right: rate, Agreement: rate, Fooled: rate, SSIM: study.Mean{Value: share, Low: share, High: share}})
			}
			r.Lines = append(r.Lines, line)
			if i > 0 {
				continue
			}
			var chain defense.Chain
			title := "No defence"
			if of != nil {
				chain, title = defense.Chain{{Defense: of, Values: of.Params.Defaults()}}, of.Name
			}
			s.Draft.Chains = append(s.Draft.Chains, study.ChainChoice{Chain: chain, Used: true})
			r.Chains, r.Bare = append(r.Chains, title), append(r.Bare, of == nil)
		}
	}
	s.Results, s.Chosen = r, study.Spot{Line: 0, Point: 1}
	s.Drawer = study.Drawer{Title: "PGD 4/255, no defence, mobilenet:", Said: "72 of 120 right, 95 % interval 51–68 %", All: 120}
	for i := range 120 {
		s.Drawer.Encounters = append(s.Drawer.Encounters, study.Encounter{Index: i, Truth: "sandbar", Was: "sandbar", Became: "great white shark", WasSure: 0.99, BecameSure: 0.5})
	}
	return s
}

// dataScene is the page Data while a set is looked through that has long names.
func dataScene() *data.Snapshot {
	s := &data.Snapshot{
		Sets:   []session.DataSet{{Name: "Road signs", Drawn: 400, Seed: 1}, {Name: "photographs of a very long holiday at the sea", Path: "/a", Pictures: 12345, Classes: 12}},
		Covers: make([]*image.RGBA, 2), Open: 1, Wishes: []int{0, 20000}, Known: 3, All: data.Count{Count: curate.Count{Kept: 9000, Rejected: 345, Undecided: 3000}},
		Queues: []data.Queue{{Key: "model", Count: 1234, Busy: true, Done: 0.4}}, Filter: data.Everything(), Mark: 7,
	}
	for _, name := range []string{"maillot, tank suit, swimming costume", "x", "traffic light red and amber", "no sign", "great white shark", "ear"} {
		s.Classes = append(s.Classes, data.Count{Name: name, Count: curate.Count{Kept: 700, Undecided: 300, Rejected: 28}})
	}
	for i := range 300 {
		s.Shown = append(s.Shown, i)
	}
	s.View = data.View{Item: 7, Width: 4000, Height: 3000, Path: "/a/7.jpg"}
	for _, name := range []string{"maillot, tank suit, swimming costume", "bikini", "sarong", "sandbar, sand bar"} {
		s.View.Says = append(s.View.Says, data.Saying{Class: name, Probability: 0.25})
	}
	return s
}

// shelfScene is the page Models while one model loads and another, the user's
// own, was tried on pictures.
func shelfScene() *models.Snapshot {
	s := &models.Snapshot{Folder: "/home/somebody/.config/fyne/org.foolscope.Foolscope/models", Shared: "/srv/models", Mirror: "http://mirror.example.org/models", Chosen: "/a/mine.onnx"}
	s.Items = append(s.Items, models.Item{Key: "/a/mine.onnx", Title: "mine", Stage: models.Here, Path: "/a/mine.onnx", Bytes: 97e6})
	for i, e := range catalogue.Catalogue() {
		item := models.Item{Key: e.Name, Title: e.Title, Entry: &e, Bytes: e.Bytes, Stage: models.Stage(i % 4)}
		item.Progress = download.Progress{Done: e.Bytes / 3, Total: e.Bytes, Speed: 3e6}
		s.Items = append(s.Items, item)
	}
	s.Items[5].Problem = "ResNet-18 was not downloaded: the server of a school far away cannot be reached, and neither can any other place."
	took := 1234.5
	s.Inspection = models.Inspection{
		Key: "/a/mine.onnx", Folder: "/a/pictures", Current: 1,
		Report: &check.Report{
			Differentiable: true, GradientError: &took, ForwardMS: &took, GradientMS: &took, Assumed: true, Classes: 1000, Layout: "NCHW",
			Inputs: []check.Value{{Name: "pixels", Shape: []int64{-1, 3, 224, 224}}}, Outputs: []check.Value{{Name: "scores", Shape: []int64{-1, 1000}}},
			Operators: map[string]int{"Conv": 53, "Relu": 49}, Preprocessing: &classifier.Preprocessing{}, Warnings: []string{"There are 999 labels for 1000 classes."},
		},
		Proposals: []zoo.Proposal{
			{Name: "ImageNet's colour statistics (PyTorch, MXNet)", Right: 60, Of: 64}, {Name: "0 to 255 less ImageNet's mean (Caffe)", Right: 3, Of: 64},
		},
	}
	return s
}

// explore and models are the pages of the window.
func (w *mainWindow) explore() *explore.Screen { return w.pages.list[0].(*explore.Screen) }
func (w *mainWindow) models() *models.Page     { return pageOf[*models.Page](w) }

// pageOf is the page of a type.
func pageOf[T page.Page](w *mainWindow) T {
	at := slices.IndexFunc(w.pages.list, func(p page.Page) bool { _, is := p.(T); return is })
	return w.pages.list[at].(T)
}

// controller is what the page Explore operates.
func (w *mainWindow) controller() *control.Controller { return w.explore().Controller() }

// close ends what the window holds, as it does itself.
func (w *mainWindow) close() {
	w.session.End()
	for _, each := range w.pages.closers() {
		each()
	}
	w.session.Close()
}

// draw shows a snapshot of Explore, and that of the session in it.
func (w *mainWindow) draw(s control.Snapshot) {
	w.explore().Show(s)
	w.show(s.Snapshot)
}

// show brings a window into a scene.
func (sc scene) show(t *testing.T, w *mainWindow) {
	t.Helper()
	s := w.controller().Snapshot()
	img := image.NewRGBA(image.Rect(0, 0, 128, 128))
	draw.Draw(img, img.Rect, image.White, image.Point{}, draw.Src)
	for i := range 12 {
		s.Pictures = append(s.Pictures, session.Picture{ID: i + 1, Source: session.Source{Name: fmt.Sprint("sample ", i+1)}, Thumbnail: img})
	}
	s.Settings.Picture = 1
	s.Model = story.ModelInfo{Title: "Road signs", Width: 128, Height: 128, Labels: []string{"speed limit 50", "speed limit 80", "keep right", "traffic light red", "speed limit 30"}}
	s.Provider, s.Runtime, s.GradientTime = "CPU, 2 threads", "onnxruntime 1.24.3", 4230*time.Microsecond
	panel := func(top int, kind story.Kind, verdict string) story.Panel {
		p := story.Panel{Image: img, Verdict: story.Verdict{Kind: kind, Text: verdict}}
		for i, label := range s.Model.Labels {
			row := story.Row{Class: i, Label: label, Probability: 0.004, Top: i == top}
			if row.Top {
				row.Probability = 0.968
			}
			p.Rows = append(p.Rows, row)
		}
		return p
	}
	s.Result = &control.Result{
		Generation: s.Generation, Settings: s.Settings, Final: true,
		Result: story.Result{Model: s.Model, Picture: "speed limit 50", Width: 4000, Height: 3000,
			Original:     panel(0, story.Clean, "99.4 % speed limit 50"),
			Attacked:     panel(1, story.Fooled, "Fooled: 92.9 % speed limit 80"),
			Defended:     panel(0, story.Recovered, "Recovered: 96.8 % speed limit 50"),
			Perturbation: img, Gain: 16, Steps: 10, Step: 10,
			Drawing:    story.Drawing{Image: img, Gain: 16, Low: "−8", High: "+8"},
			Change:     story.Verdict{Text: "your eye: hardly a change"},
			Measures:   story.Measures{Known: true, Linf: 4.0 / 255, L2: 3.14, SSIM: 0.931, PSNR: 37, Gradients: 10},
			CleanClass: 0, AttackedClass: 1, DefendedClass: 0, Target: -1,
			AttackedProbabilities: []float64{0.03, 0.929, 0, 0, 0}, DefendedProbabilities: []float64{0.968, 0.02, 0, 0, 0},
			Sentence: "Fooled: 99.4 % speed limit 50 became 92.9 % speed limit 80. No pixel changed by more than 4/255.",
		},
	}
	s.Status = control.Status{Text: s.Result.Sentence}
	s.Blocked = nil
	sweep := *s.Sweep
	for x := 0.0; x <= 16; x++ {
		sweep.Points = append(sweep.Points, trial.Point{X: x, SSIM: 1 - x/40, Attacked: []float64{1 - x/16, x / 16, 0, 0, 0}, Defended: []float64{1 - x/20, 0, 0, 0, 0}})
	}
	sweep.Done = true
	s.Sweep = &sweep
	sc.shape(&s)
	w.pages.turn(w.pages.list[0])
	if sc.models != nil {
		w.pages.turn(w.models())
	}
	if sc.data != nil {
		w.pages.turn(pageOf[*data.Page](w))
	}
	if sc.study != nil {
		w.pages.turn(pageOf[*study.Page](w))
	}
	s.ChosenModel, s.ChosenPicture = s.Settings.Model, s.Settings.Picture
	s.Network = &session.Network{Path: s.Settings.Model, Info: s.Model}
	w.draw(s)
	if sc.models != nil {
		w.models().Draw(*sc.models)
	}
	if sc.data != nil {
		pageOf[*data.Page](w).Draw(*sc.data)
	}
	if sc.study != nil {
		pageOf[*study.Page](w).Draw(*sc.study)
	}
	// A driver with a screen arranges everything anew when something needs more room; this one has to be told, twice as
	// words that are wrapped know their height only after they know their width.
	size := w.window.Canvas().Size()
	for range 2 {
		w.window.Resize(size.AddWidthHeight(8, 8))
		w.window.Resize(size)
	}
}
