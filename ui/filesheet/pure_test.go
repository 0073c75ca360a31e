package filesheet

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"foolscope/ui/words"
)

func TestRead(t *testing.T) {
	home := t.TempDir()
	t.Setenv("HOME", home)
	for text, want := range map[string]typed{
		"cat":                 {folder: "/base", rest: "cat"},
		"":                    {folder: "/base"},
		"/a/b/cat.png":        {folder: "/a/b", rest: "cat.png", head: "/a/b/"},
		"/a/b/":               {folder: "/a/b", head: "/a/b/"},
		"/cat.png":            {folder: "/", rest: "cat.png", head: "/"},
		"sub/cat":             {folder: "/base/sub", rest: "cat", head: "sub/"},
		"../cat":              {folder: "/", rest: "cat", head: "../"},
		"~/x/cat":             {folder: filepath.Join(home, "x"), rest: "cat", head: "~/x/"},
		"~":                   {folder: home, head: "~/"},
		` "/a/my cat.png" `:   {folder: "/a", rest: "my cat.png", head: "/a/"},
		"'/a/cat.png'":        {folder: "/a", rest: "cat.png", head: "/a/"},
		"file:///a/my%20cat":  {folder: "/a", rest: "my cat", head: "/a/"},
		"file:///a/%E2%82%AC": {folder: "/a", rest: "€", head: "/a/"},
		"file:nonsense":       {folder: "/base", rest: "file:nonsense"},
		"~cat":                {folder: "/base", rest: "~cat"},
	} {
		if got := read(text, "/base"); got != want {
			t.Errorf("%q: %+v, want %+v", text, got, want)
		}
	}
}

func TestFileName(t *testing.T) {
	words.Use("en")
	endings := []string{".png", ".svg"}
	for typed, want := range map[string]string{
		"a": "a.png", "a.PNG": "a.PNG", "a.svg": "a.svg", "a.b": "a.b.png", " a b ": "a b.png",
		"": "", "  ": "", "..": "", "a/b": "", `a\b`: "", "/": "", strings.Repeat("x", 300): "",
		strings.Repeat("图", 80): strings.Repeat("图", 80) + ".png", strings.Repeat("x", 251): strings.Repeat("x", 251) + ".png", strings.Repeat("x", 252): "",
	} {
		got, problem := fileName(typed, endings)
		if problem == "" && got != want || (problem != "") != (want == "") {
			t.Errorf("%q: %q, %q", typed, got, problem)
		}
	}
	if got := withEnding("a.b.png", ".svg", endings); got != "a.b.svg" {
		t.Errorf("with another ending: %q", got)
	}
}

// folderOfFiles makes a folder with files and, where a name ends in a slash, folders.
func folderOfFiles(t *testing.T, names ...string) string {
	t.Helper()
	folder := t.TempDir()
	for _, name := range names {
		path := filepath.Join(folder, name)
		if strings.HasSuffix(name, "/") {
			if err := os.MkdirAll(path, 0o755); err != nil {
				t.Fatal(err)
			}
		} else if err := os.WriteFile(path, []byte("1234"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return folder
}

func namesOf(l listing, at []int) (names []string) {
	for _, i := range at {
		names = append(names, l.items[i].name)
	}
	return names
}

func TestListShowsFoldersThenFilesInTheirOrder(t *testing.T) {
	folder := folderOfFiles(t, "b10.png", "B2.PNG", "a.txt", ".hidden.png", "zoo/", ".git/", "c.jpg")
	if err := os.Symlink(filepath.Join(folder, "zoo"), filepath.Join(folder, "link")); err != nil {
		t.Skip("this disk has no links")
	}
	found, err := list(folder, []string{".png", ".jpg"}, true)
	if err != nil || found.folders != 2 || found.files != 3 {
		t.Errorf("%d folders, %d files, %v", found.folders, found.files, err)
	}
	everything := func(item) bool { return true }
	if got := strings.Join(namesOf(found, found.search("", everything)), " "); got != "link zoo B2.PNG b10.png c.jpg" {
		t.Errorf("the list has %s", got)
	}
	if got := size(found.items[2].bytes); got != "4 B" {
		t.Errorf("the first file has %s", got)
	}
	if got := strings.Join(namesOf(found, found.search("B", everything)), " "); got != "B2.PNG b10.png" {
		t.Errorf("B finds %s", got)
	}
	if got := strings.Join(namesOf(found, found.search("g", everything)), " "); got != "B2.PNG b10.png c.jpg" {
		t.Errorf("g finds %s", got)
	}
	if _, err := list(filepath.Join(folder, "a.txt"), nil, false); err == nil {
		t.Error("a file is listed as a folder")
	}
	for words, want := range map[string]string{"z": "zoo/", "l": "link/", "c": "c.jpg", "x": "x", "b1": "b10.png"} {
		if got := found.completed(words, everything); got != want {
			t.Errorf("%q is completed to %q, want %q", words, got, want)
		}
	}
}

func TestPlacesAreInTheUsersLanguage(t *testing.T) {
	words.Use("en")
	home := folderOfFiles(t, "Bilder/", "Downloads/", ".config/", "elsewhere/")
	t.Setenv("HOME", home)
	t.Setenv("XDG_CONFIG_HOME", filepath.Join(home, ".config"))
	lines := "# a comment\nXDG_PICTURES_DIR=\"$HOME/Bilder\"\nXDG_DESKTOP_DIR=\"$HOME/\"\n"
	if err := os.WriteFile(filepath.Join(home, ".config", "user-dirs.dirs"), []byte(lines), 0o644); err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, p := range places([]string{filepath.Join(home, "elsewhere"), filepath.Join(home, "gone"), ""}) {
		names = append(names, p.name)
	}
	if want := []string{"Home", "Bilder", "Downloads", "elsewhere", "/"}; !slices.Equal(names, want) {
		t.Errorf("%q, want %q", names, want)
	}
	if got := existing(filepath.Join(home, "gone", "too")); got != home {
		t.Errorf("what is left of a folder that is gone is %s", got)
	}
}
