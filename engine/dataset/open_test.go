package dataset_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"foolscope/engine/dataset"
)

// tree makes a folder of files that are not empty, but for those with a ! behind their names.
func tree(t testing.TB, paths ...string) string {
	t.Helper()
	folder := t.TempDir()
	for _, path := range paths {
		content := "x"
		if name, empty := strings.CutSuffix(path, "!"); empty {
			path, content = name, ""
		}
		path = filepath.Join(folder, filepath.FromSlash(path))
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, []byte(content), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	return folder
}

// told is a set in one line: kind, classes and the class of each item.
func told(s *dataset.Set) string {
	var items []string
	for _, item := range s.Items {
		class := s.ClassName(item.Class)
		if item.Class == dataset.Unknown {
			class = "?"
		}
		if item.Part != "" {
			class = item.Part + ":" + class
		}
		items = append(items, class)
	}
	kind := map[dataset.Kind]string{dataset.Folders: "folders", dataset.Numbered: "numbered", dataset.Loose: "loose", dataset.Table: "table", dataset.Drawn: "drawn"}
	return fmt.Sprintf("%s %q %s", kind[s.Kind], s.Classes, strings.Join(items, " "))
}

func TestFoldersOfEveryLayout(t *testing.T) {
	for name, test := range map[string]struct {
		files []string
		want  string
	}{
		"folders of classes":   {[]string{"cat/1.jpg", "cat/2.jpg", "dog/1.jpg", "notes.txt"}, `folders ["cat" "dog"] cat cat dog`},
		"folders in classes":   {[]string{"cat/old/1.jpg", "cat/new/2.jpg", "dog/1.jpg"}, `folders ["cat" "dog"] cat cat dog`},
		"one class":            {[]string{"cat/1.jpg", "cat/2.jpg"}, `folders ["cat"] cat cat`},
		"a folder around":      {[]string{"images/set/cat/1.jpg", "images/set/dog/2.jpg"}, `folders ["cat" "dog"] cat dog`},
		"parts":                {[]string{"train/cat/1.jpg", "val/cat/2.jpg", "test/dog/3.jpg"}, `folders ["cat" "dog"] test:dog train:cat val:cat`},
		"a class called train": {[]string{"bus/red/1.jpg", "train/2.jpg"}, `folders ["bus" "train"] bus train`},
		"mixed up":             {[]string{"1.jpg", "cat/1.jpg", "dog/1.jpg"}, `folders ["cat" "dog"] ? cat dog`},
		"numbers":              {[]string{"1/a.jpg", "10/a.jpg", "2/a.jpg"}, `folders ["1" "2" "10"] 1 10 2`},
		"synsets":              {[]string{"n01440764/a.JPEG", "n02123394/b.JPEG"}, `folders ["n01440764" "n02123394"] n01440764 n02123394`},
		"hidden":               {[]string{"cat/1.jpg", "dog/2.jpg", ".thumbs/3.jpg", "cat/._1.jpg"}, `folders ["cat" "dog"] cat dog`},
		"numbered": {[]string{"000_n01440764_tench.jpg", "134_n02012849_crane.jpg", "517_n03126707_crane.jpg"},
			`numbered ["tench" "crane" "517_n03126707_crane"] tench crane 517_n03126707_crane`},
		"several of a number": {[]string{"207_golden_retriever-1.jpg", "207_golden_retriever-2.jpg", "3_cat.jpg"},
			`numbered ["cat" "golden retriever"] golden retriever golden retriever cat`},
		"words with numbers": {[]string{"cat.1.jpg", "cat.2.jpg", "dog.1.jpg", "dog.2.jpg"}, `numbered ["cat" "dog"] cat cat dog dog`},
		"a camera's":         {[]string{"IMG_1.jpg", "IMG_2.jpg", "DSC 1.jpg", "DSC 2.jpg"}, `loose [] ? ? ? ?`},
		"counted":            {[]string{"1_beach.jpg", "1_hotel.jpg", "2_beach.jpg"}, `loose [] ? ? ?`},
		"loose":              {[]string{"tom.jpg", "rex.jpg"}, `loose [] ? ?`},
	} {
		s, err := dataset.Open(t.Context(), tree(t, test.files...), nil)
		if err != nil {
			t.Errorf("%s: %v", name, err)
		} else if got := told(s); got != test.want {
			t.Errorf("%s:\n%s, want\n%s", name, got, test.want)
		}
	}
}

func TestBadFilesAreListed(t *testing.T) {
	folder := tree(t, "cat/1.jpg", "cat/2.jpg!", "cat/3.heic", "dog/4.jpg")
	if err := os.Symlink("nowhere.jpg", filepath.Join(folder, "dog", "5.jpg")); err != nil {
		t.Skip("there are no links here: ", err)
	}
	s, err := dataset.Open(t.Context(), folder, nil)
	if err != nil {
		t.Fatal(err)
	}
	want := []dataset.Refused{
		{Path: "cat/2.jpg", Reason: "the file is empty"},
		{Path: "cat/3.heic", Reason: "pictures of the kind HEIC cannot be opened; save it as PNG or JPEG"},
		{Path: "dog/5.jpg", Reason: "there is no such file"},
	}
	if !slices.Equal(s.Refused, want) || s.Len() != 2 {
		t.Errorf("%d items, refused %q, want %q", s.Len(), s.Refused, want)
	}
}

func TestTables(t *testing.T) {
	for name, test := range map[string]struct{ table, want, refused string }{
		"plain":      {"cat/1.jpg,cat\ndog/2.jpg,dog\n", `table ["cat" "dog"] cat dog`, ""},
		"a header":   {"label;file\nwolf;dog/2.jpg\n", `table ["wolf"] wolf`, ""},
		"a part":     {"path\tlabel\tsplit\r\ncat/1.jpg\tcat\tvalidation\r\n", `table ["cat"] val:cat`, ""},
		"no label":   {"cat/1.jpg\ndog/2.jpg,dog\n", `table ["dog"] ? dog`, ""},
		"missing":    {"cat/1.jpg,cat\ncat/9.jpg,cat\n", `table ["cat"] cat`, "cat/9.jpg: there is no such file"},
		"no path":    {"cat/1.jpg,cat\n,cat\n", `table ["cat"] cat`, "line 2: the line has no path"},
		"twice":      {"cat/1.jpg,cat\ncat/1.jpg,dog\n", `table ["cat"] cat`, `cat/1.jpg: line 2 says "dog" of it, and an earlier one "cat"`},
		"no picture": {"cat/1.jpg,cat\nnotes.txt,cat\n", `table ["cat"] cat`, "notes.txt: it is no picture: its name has none of the endings .png, .jpg, .jpeg, .gif, .bmp, .webp, .tif, .tiff"},
		"quoted":     {"\"a, b.jpg\",\"tench, Tinca tinca\"\n", `table ["tench, Tinca tinca"] tench, Tinca tinca`, ""},
	} {
		folder := tree(t, "cat/1.jpg", "dog/2.jpg", "a, b.jpg", "notes.txt")
		path := filepath.Join(folder, "set.csv")
		if err := os.WriteFile(path, []byte(test.table), 0o644); err != nil {
			t.Fatal(err)
		}
		s, err := dataset.Open(t.Context(), path, nil)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		refused := ""
		for _, r := range s.Refused {
			refused += r.Path + ": " + r.Reason
		}
		if got := told(s); got != test.want || refused != test.refused {
			t.Errorf("%s:\n%s, want\n%s\nrefused %q, want %q", name, got, test.want, refused, test.refused)
		}
	}
}

func TestWhatIsNoDataSet(t *testing.T) {
	folder := tree(t, "notes.txt", "set.csv", "sub/notes.txt")
	for place, want := range map[string]string{
		"sub":       `the data set "sub" cannot be opened: there are no pictures in it`,
		"none":      `the data set "none" cannot be opened: there is no such file`,
		"notes.txt": `the data set "notes.txt" cannot be opened: a data set is a folder, or a CSV file with a path and a label a line`,
		"set.csv":   `the data set "set" cannot be opened: there are no pictures in it: none of its 1 lines leads to a picture; of the first, x, it is no picture: its name has none of the endings .png, .jpg, .jpeg, .gif, .bmp, .webp, .tif, .tiff`,
	} {
		if _, err := dataset.Open(t.Context(), filepath.Join(folder, place), nil); err == nil || err.Error() != want {
			t.Errorf("%s: %v, want %s", place, err, want)
		}
	}
}

func TestASetThatVanishes(t *testing.T) {
	folder := tree(t, "set/cat/1.jpg", "set/dog/2.jpg")
	place := filepath.Join(folder, "set")
	s, err := dataset.Open(t.Context(), place, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(s.File(0)); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Image(t.Context(), 0); err == nil || errors.Is(err, dataset.ErrGone) {
		t.Errorf("one picture is gone, and the error is %v", err)
	}
	if err := os.Rename(place, place+" moved"); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Image(t.Context(), 1); !errors.Is(err, dataset.ErrGone) {
		t.Errorf("the set is gone, and the error is %v", err)
	}
}

func TestDrawnSets(t *testing.T) {
	small, err := dataset.Signs(3, 7)
	if err != nil {
		t.Fatal(err)
	}
	large, _ := dataset.Signs(30, 7)
	other, _ := dataset.Signs(3, 8)
	element := func(s *dataset.Set) []float32 {
		im, err := s.Image(t.Context(), 2)
		if err != nil || im.Width != dataset.DrawnSide || im.Height != dataset.DrawnSide {
			t.Fatalf("picture 2: %v", err)
		}
		return im.Pix
	}
	if !slices.Equal(element(small), element(large)) || slices.Equal(element(small), element(other)) {
		t.Error("a picture does not follow from the seed and its number alone")
	}
	if large.Items[22].Class != 2 || large.ClassName(2) != "no entry" || large.Items[22].Path != "no entry/000022.png" {
		t.Errorf("item 22 is %v", large.Items[22])
	}
	if _, err := dataset.Signs(0, 1); err == nil {
		t.Error("no pictures are a set")
	}
}

func BenchmarkOpenFiftyThousand(b *testing.B) {
	folder := b.TempDir()
	for class := range 100 {
		dir := filepath.Join(folder, fmt.Sprintf("class %02d", class))
		if err := os.Mkdir(dir, 0o755); err != nil {
			b.Fatal(err)
		}
		for i := range 500 {
			if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%05d.jpg", i)), []byte("x"), 0o644); err != nil {
				b.Fatal(err)
			}
		}
	}
	b.ReportAllocs()
	for b.Loop() {
		s, err := dataset.Open(b.Context(), folder, nil)
		if err != nil || s.Len() != 50_000 {
			b.Fatal(s.Len(), err)
		}
	}
}
