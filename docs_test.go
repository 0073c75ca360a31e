package foolscope_test

import (
	"os"
	"path/filepath"
	"regexp"
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
