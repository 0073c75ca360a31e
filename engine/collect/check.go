package collect

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

const (
	// MinSide and MaxSide bound a job's Side.
	MinSide, MaxSide = 16, 1024
	// longestName is how long the name of a class may be, in bytes.
	longestName = 100
)

// Check says in a sentence what is wrong with a job.
func (j Job) Check() error {
	if j.Folder == "" {
		return errors.New("choose a folder to collect into")
	}
	if len(j.Classes) == 0 {
		return errors.New("name a class to collect, such as \"cat\"")
	}
	seen := map[string]bool{}
	for _, c := range j.Classes {
		if err := checkName(c.Name); err != nil {
			return err
		}
		if key := strings.ToLower(c.Name); seen[key] {
			return fmt.Errorf("the class %q is named twice", c.Name)
		} else {
			seen[key] = true
		}
		if c.Count < 1 || c.Count > MaxCount {
			return fmt.Errorf("%d pictures of %q: choose from 1 to %d", c.Count, c.Name, MaxCount)
		}
	}
	if j.Side != 0 && (j.Side < MinSide || j.Side > MaxSide) {
		return fmt.Errorf("a short side of %d pixels: choose from %d to %d, or 0 to keep pictures as they come", j.Side, MinSide, MaxSide)
	}
	for _, key := range j.Licences {
		if _, ok := FindTerms(key); !ok {
			return fmt.Errorf("there is no licence %q", key)
		}
	}
	return j.checkSources()
}

func (j Job) checkSources() error {
	if len(j.Sources) == 0 {
		return errors.New("choose a source to ask for pictures")
	}
	for _, s := range j.Sources {
		about := s.About()
		if about.Missing != "" {
			return errors.New(about.Missing)
		}
		if len(j.accepted(about)) == 0 {
			return fmt.Errorf("%s knows none of the licences that are accepted", about.Name)
		}
	}
	return nil
}

// accepted are the licences that are asked of a source.
func (j Job) accepted(about About) []string {
	wanted := j.Licences
	if len(wanted) == 0 {
		wanted = Adaptable()
	}
	var out []string
	for _, key := range about.Licences {
		if slices.Contains(wanted, key) {
			out = append(out, key)
		}
	}
	return out
}

// checkName says why a class cannot have a folder of its name on every system.
func checkName(name string) error {
	switch {
	case strings.TrimSpace(name) == "":
		return errors.New("a class has no name")
	case len(name) > longestName:
		return fmt.Errorf("the name of the class %.30q... is too long for a folder: give it a shorter one, and say what to look for as its query", name)
	case strings.ContainsAny(name, `/\:*?"<>|`) || strings.ContainsFunc(name, func(r rune) bool { return r < ' ' || r == 0x7f }):
		return fmt.Errorf("the class %q cannot be the name of a folder: leave out / \\ : * ? \" < > and |", name)
	case name[0] == '.' || strings.TrimRight(name, ". ") != name || name[0] == ' ':
		return fmt.Errorf("the class %q cannot be the name of a folder: it begins or ends with a dot or a space", name)
	}
	return nil
}
