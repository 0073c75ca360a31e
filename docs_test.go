package foolscope_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var link = regexp.MustCompile(`\[([^\]]+)\]\(([^)]+)\)`)

// The page about Explore says where each thing is done and what shows it. It must not outlive what it names.
func TestPageAboutExploreIsTrue(t *testing.T) {
	page, err := os.ReadFile("docs/explore.md")
	if err != nil {
		t.Fatal(err)
	}
	rows := 0
	for line := range strings.Lines(string(page)) {
		for _, found := range link.FindAllStringSubmatch(line, -1) {
			name, target := found[1], filepath.Join("docs", found[2])
			text, err := os.ReadFile(target)
			if err != nil {
				t.Errorf("docs/explore.md names %s: %v", name, err)
			} else if isTest := strings.HasSuffix(target, "_test.go"); isTest && !strings.Contains(string(text), "\nfunc "+name+"(") {
				t.Errorf("docs/explore.md names %s, which is not in %s", name, target)
			}
		}
		cells := strings.Split(strings.Trim(strings.TrimSpace(line), "|"), "|")
		if len(cells) != 3 || strings.HasPrefix(cells[0], " what") || strings.HasPrefix(cells[0], "-") {
			continue
		}
		rows++
		if !link.MatchString(cells[1]) || !strings.Contains(cells[2], "_test.go") {
			t.Errorf("docs/explore.md names no file or no test here: %s", line)
		}
	}
	if rows < 30 {
		t.Errorf("docs/explore.md has %d rows: is it still a table?", rows)
	}
}

// The picture of the house shows folders of the tree, and all packages of the engine.
func TestPictureOfTheHouseIsTrue(t *testing.T) {
	picture, err := os.ReadFile("docs/house.svg")
	if err != nil {
		t.Fatal(err)
	}
	shown := map[string]bool{}
	for _, found := range regexp.MustCompile(`class="(?:name|title)"[^>]*>([a-z, ]+)<`).FindAllStringSubmatch(string(picture), -1) {
		for _, name := range strings.Split(found[1], ", ") {
			if shown[name] = true; name == "commands" || name == "onnxruntime" {
				continue // a part of app, and a library
			}
			if !slices.ContainsFunc([]string{"", "engine", "ui"}, func(top string) bool {
				_, err := os.Stat(filepath.Join(top, name))
				return err == nil
			}) {
				t.Errorf("docs/house.svg shows %s, which is not a folder of the tree, of engine or of ui", name)
			}
		}
	}
	folders, err := os.ReadDir("engine")
	if err != nil {
		t.Fatal(err)
	}
	for _, folder := range folders {
		if folder.IsDir() && !shown[folder.Name()] {
			t.Errorf("docs/house.svg does not show engine/%s", folder.Name())
		}
	}
}
