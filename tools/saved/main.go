// Command saved has the window of a program save pictures and metrics, so that two
// versions of it can be compared:
//
//	go run ./tools/saved PROGRAM SAMPLES FOLDER
//
// SAMPLES is the folder assets/samples. Of each attempt, a folder in FOLDER gets
// the picture and the tables of metrics. The window is on a display
// of its own.
package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"foolscope/tools/desk"
	"foolscope/ui/events"
)

// attempts are what is tried: a name, and the flags of the window. A name that
// ends in .jpg is that of a sample.
var attempts = []struct {
	name string
	args []string
}{
	{"window-pgd", []string{"--attack", "pgd", "--set", "random_start=yes", "--seed", "3", "--defense", "jpeg", "02-speed-limit-50.jpg"}},
	{"window-compare", []string{"--attack", "fgsm", "--compare-attack", "mifgsm", "--defense", "median", "05-no-entry.jpg"}},
	{"window-noise", []string{"--attack", "gaussian_noise", "--seed", "4", "01-stop.jpg"}},
}

func main() {
	if len(os.Args) != 4 {
		fmt.Fprintln(os.Stderr, "saved: name a program, the folder of samples, and a folder to save in")
		os.Exit(2)
	}
	for _, a := range attempts {
		if err := save(os.Args[1], os.Args[2], filepath.Join(os.Args[3], a.name), a.args); err != nil {
			fmt.Fprintf(os.Stderr, "saved: %s: %v\n", a.name, err)
			os.Exit(1)
		}
	}
}

// save opens the window and presses the keys that save the picture and the
// metrics. The figure is left out: it shows as much of the plot as is computed.
func save(program, samples, folder string, args []string) error {
	if missing := desk.Missing(); missing != "" {
		return fmt.Errorf("%s must be installed to open a window", missing)
	}
	home, err := os.MkdirTemp("", "saved")
	if err != nil {
		return err
	}
	defer os.RemoveAll(home)
	defer os.RemoveAll(home)
	config, logs := filepath.Join(home, "config"), filepath.Join(home, "logs")
	for _, f := range []string{folder, config, logs} {
		if err := os.MkdirAll(f, 0o777); err != nil {
			return err
		}
	}
	display, err := desk.NewDisplay(1280, 800)
	if err != nil {
		return err
	}
	defer display.Close()
	given := []string{"--save-to", folder}
	for _, arg := range args {
		if strings.HasSuffix(arg, ".jpg") {
			arg = filepath.Join(samples, arg)
		}
		given = append(given, arg)
	}
	p, err := display.Start(program, config, logs, nil, given...)
	if err != nil {
		return err
	}
	defer p.Kill()
	if err := p.Fill(); err != nil {
		return err
	}
	_, mark, err := p.Await("the first result", 0, func(e events.Event) bool { return e.Kind == "result" })
	if err != nil {
		return err
	}
	for _, key := range []string{"ctrl+s", "ctrl+shift+e"} {
		if err := display.Press(key); err != nil {
			return err
		}
		var e events.Event
		if e, mark, err = p.Await("what "+key+" saves", mark, func(e events.Event) bool { return e.Kind == "notice" }); err != nil {
			return err
		}
		if e.Error {
			return errors.New(e.Text)
		}
	}
	return nil
}
