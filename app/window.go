package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"foolscope/engine/attack"
	"foolscope/engine/defense"
	"foolscope/engine/param"
	"foolscope/engine/study"
	"foolscope/ui"
	"foolscope/ui/explore/choice"
	"foolscope/ui/words"
)

// Environment variables: the file of the diagnostics log, and how often it
// tells what the program holds, such as 10s.
const (
	eventsVariable = "FOOLSCOPE_EVENTS"
	vitalsVariable = "FOOLSCOPE_VITALS"
)

// What the window begins with if nobody chose anything: a sample that the
// built-in model gets right, an attack that fools it by little, and a defence
// that undoes that.
const (
	firstSample  = "speed limit 50"
	firstAttack  = "pgd"
	firstDefense = "jpeg"
)

// preset is what the command line chooses for the window's first result.
type preset struct {
	pictures           []string
	model, saveTo      string
	attack, defense    string
	values, forDefense param.Values
	seed               uint64
	classroom          bool
	// provider is true if the command line says what computes.
	provider bool
	// compare is what stands beside the result.
	compare choice.Comparison
	// chosen is true if anything of that was said, so that the window does not
	// go on where it was left the last time.
	chosen bool
}

// window opens the window.
func window(args []string, _, stderr io.Writer) int {
	// What is wrong before there is a window is said in the language of the system.
	words.Use(words.System)
	fromEnvironment, err := preferFromEnvironment()
	if err != nil {
		complainInLanguage(stderr, err)
		return misused
	}
	p, err := parsePreset(args)
	if errors.Is(err, flag.ErrHelp) {
		fmt.Fprint(stderr, usage())
		return 0
	}
	if err != nil {
		complainInLanguage(stderr, err)
		return 2
	}
	options := ui.Options{
		Engine: engine{}, Library: locateLibrary,
		Explore: ui.Explore{Attacks: attack.All(), Defenses: defense.All(), Start: p.apply},
		Samples: samples(), Pictures: p.pictures, Sample: firstSample, SaveTo: p.saveTo,
		Fresh: p.chosen, Classroom: p.classroom, ProviderGiven: fromEnvironment || p.provider,
	}
	options.Data.Version = version
	options.Study.Resolve, options.Study.Versions = resolveModel, studyEnv(1).Versions
	options.Study.Open = func(ctx context.Context, path string, threads int) (study.Model, error) {
		return openStudied(ctx, path, threads, 1)
	}
	if options.Shelf, err = shelf(); err != nil {
		complainInLanguage(stderr, err)
		return 1
	}
	if path := os.Getenv(eventsVariable); path != "" {
		file, err := os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
		if err != nil {
			complainInLanguage(stderr, err)
			return 1
		}
		defer file.Close()
		options.Events = file
	}
	if every := os.Getenv(vitalsVariable); every != "" {
		if options.Vitals, err = time.ParseDuration(every); err != nil || options.Vitals <= 0 {
			complainInLanguage(stderr, fmt.Errorf("%s is not a time such as 10s: %q", vitalsVariable, every))
			return 2
		}
	}
	if err := ui.Run(options); err != nil {
		complainInLanguage(stderr, err)
		return 1
	}
	return 0
}

// complainInLanguage writes an error as one line in the language of the moment.
func complainInLanguage(stderr io.Writer, err error) { complain(stderr, errors.New(words.Error(err))) }

// presetFlags are what the window understands. The values of parameters are
// left as text.
type presetFlags struct {
	*flags
	sets, defenseSets []string
}

func newPresetFlags(p *preset) *presetFlags {
	f := &presetFlags{flags: newFlags("foolscope")}
	f.texts(&p.pictures, "picture", "FILE", "open a picture")
	f.text(&p.model, "model", "FILE.onnx", "open a classifier")
	f.text(&p.attack, "attack", "KEY", "choose an attack: "+attackKeys())
	f.texts(&f.sets, "set", "KEY=VALUE", "set one of its parameters, see: foolscope help KEY")
	f.text(&p.defense, "defense", "KEY", "choose a defence: none, "+defenseKeys())
	f.texts(&f.defenseSets, "set-defense", "KEY=VALUE", "set one of its parameters, see: foolscope help KEY")
	f.text(&p.compare.Attack, "compare-attack", "KEY", "show a second attack beside the first")
	f.text(&p.compare.Model, "compare-model", "FILE.onnx", "show what a second classifier says of the attacked picture")
	f.seed(&p.seed)
	f.provider()
	f.text(&p.saveTo, "save-to", "FOLDER", "save there without asking")
	f.yes(&p.classroom, "classroom", "begin with full screen and large type, for a lecture")
	return f
}

func parsePreset(args []string) (preset, error) {
	var p preset
	f := newPresetFlags(&p)
	if err := f.set.Parse(args); err != nil {
		return p, err
	}
	for _, path := range f.set.Args() {
		if strings.EqualFold(filepath.Ext(path), ".onnx") {
			p.model = path
		} else {
			p.pictures = append(p.pictures, path)
		}
	}
	f.set.Visit(func(f *flag.Flag) {
		p.provider = p.provider || f.Name == "provider"
		p.chosen = p.chosen || f.Name != "save-to" && f.Name != "classroom" && f.Name != "provider"
	})
	p.chosen = p.chosen || f.set.NArg() > 0
	return p, p.choose(f.sets, f.defenseSets)
}

// choose looks the algorithms up and reads their parameters.
func (p *preset) choose(sets, defenseSets []string) (err error) {
	if _, p.values, err = chooseAttack(p.attack, sets); err != nil {
		return err
	}
	if _, p.forDefense, err = chooseDefense(p.defense, defenseSets); err != nil {
		return err
	}
	return p.chooseSecond()
}

// chooseSecond looks up what stands beside the result.
func (p *preset) chooseSecond() error {
	switch c := &p.compare; {
	case c.Attack != "" && c.Model != "":
		return errors.New("--compare-attack and --compare-model are two comparisons: give one of them")
	case c.Attack != "":
		c.With = choice.SecondAttack
		if _, ok := attack.Find(c.Attack); !ok {
			return fmt.Errorf("--compare-attack: there is no attack %q: there are %s", c.Attack, attackKeys())
		}
	case c.Model != "":
		c.With = choice.SecondModel
	}
	return nil
}

// apply changes the settings that the window begins with.
func (p preset) apply(s *choice.Settings) {
	s.Attack, s.Defense = firstAttack, firstDefense
	if p.attack != "" {
		s.Attack, s.Values = p.attack, p.values
	}
	if p.defense == "none" {
		s.Defense = ""
	} else if p.defense != "" {
		s.Defense, s.DefenseValues = p.defense, p.forDefense
	}
	s.Seed = p.seed
	s.Model = p.model
	s.Compare = p.compare
}
