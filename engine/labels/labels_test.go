package labels_test

import (
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"foolscope/engine/labels"
)

var signs = []string{"stop sign", "traffic light", "give way", "school bus", "no entry"}

// inUTF16 encodes a text with a mark, or without.
func inUTF16(text string, order binary.ByteOrder, mark bool) string {
	units := utf16.Encode([]rune(text))
	if mark {
		units = append([]uint16{0xfeff}, units...)
	}
	out := make([]byte, 2*len(units))
	for i, u := range units {
		order.PutUint16(out[2*i:], u)
	}
	return string(out)
}

func TestParse(t *testing.T) {
	lines := strings.Join(signs, "\n")
	for _, test := range []struct {
		what, file, text string
		want             []string
	}{
		{"lines", "labels.txt", lines, signs},
		{"lines that end with a line end", "labels.txt", lines + "\n", signs},
		{"lines of Windows", "labels.txt", strings.ReplaceAll(lines, "\n", "\r\n") + "\r\n", signs},
		{"lines of old Macs", "labels.txt", strings.ReplaceAll(lines, "\n", "\r"), signs},
		{"blank lines before, within and behind", "labels.txt", "\nstop sign\n\ntraffic light\ngive way\n\t\nschool bus\nno entry\n\n\n", signs},
		{"a byte order mark", "labels.txt", "\ufeff" + lines, signs},
		{"UTF-16, little end first", "labels.txt", inUTF16(lines, binary.LittleEndian, true), signs},
		{"UTF-16, big end first", "labels.txt", inUTF16(lines, binary.BigEndian, true), signs},
		{"UTF-16 without a mark", "labels.txt", inUTF16(lines, binary.LittleEndian, false), signs},
		{"Latin-1", "labels.txt", "stra\xdfe\ncaf\xe9\nb\xe4r\nx\ny", []string{"straße", "café", "bär", "x", "y"}},
		{"commas in names", "labels.txt", "tench, Tinca tinca\ngoldfish\na\nb\nc", []string{"tench, Tinca tinca", "goldfish", "a", "b", "c"}},
		{"names that begin with numbers", "labels.txt", "30 km/h\n50 km/h\n80 km/h\n100 km/h\n120 km/h",
			[]string{"30 km/h", "50 km/h", "80 km/h", "100 km/h", "120 km/h"}},
		{"numbered lines", "labels.txt", "0 stop sign\n1 traffic light\n2 give way\n3 school bus\n4 no entry", signs},
		{"numbered lines from 1, with colons, out of order", "labels.txt", "2: traffic light\n1: stop sign\n3: give way\n4: school bus\n5: no entry\n", signs},
		{"synset_words.txt", "synset_words.txt", "n01440764 stop sign\nn01443537 traffic light\nn01484850 give way\nn01491361 school bus\nn01494475 no entry", signs},
		{"a list of JSON", "labels.json", `["stop sign", "traffic light", "give way", "school bus", "no entry"]`, signs},
		{"a dictionary from number to name", "labels.json", `{"4": "no entry", "0": "stop sign", "1": "traffic light", "2": "give way", "3": "school bus"}`, signs},
		{"a dictionary from name to number", "labels.json", `{"no entry": 4, "stop sign": 0, "traffic light": 1, "give way": 2, "school bus": 3}`, signs},
		{"numbers as texts", "labels.json", `{"no entry": "4", "stop sign": "0", "traffic light": "1", "give way": "2", "school bus": "3"}`, signs},
		{"a dictionary that counts from 1", "labels.json", `{"1": "stop sign", "2": "traffic light", "3": "give way", "4": "school bus", "5": "no entry"}`, signs},
		{"a dictionary of more than ten, whose keys sort as texts", "labels.json", `{"0":"a","1":"b","2":"c","3":"d","4":"e","5":"f","6":"g","7":"h","8":"i","9":"j","10":"k"}`,
			strings.Split("abcdefghijk", "")},
		{"imagenet_class_index.json", "imagenet_class_index.json", `{"0": ["n01440764", "stop sign"], "1": ["n01443537", "traffic light"], "2": ["n1", "give way"], "3": ["n2", "school bus"], "4": ["n3", "no entry"]}`, signs},
		{"a dictionary inside another", "config.json", `{"x": 1, "id2label": {"0": "stop sign", "1": "traffic light", "2": "give way", "3": "school bus", "4": "no entry"}}`, signs},
		{"objects", "labels.json", `[{"id": 1, "name": "stop sign"}, {"id": 2, "name": "traffic light"}, {"id": 3, "name": "give way"}, {"id": 4, "name": "school bus"}, {"id": 5, "name": "no entry"}]`, signs},
		{"JSON with a mark in UTF-16", "labels.json", inUTF16(`["stop sign", "traffic light", "give way", "school bus", "no entry"]`, binary.BigEndian, true), signs},
		{"a dictionary of Python", "names.txt", `{0: 'stop sign', 1: "traffic light", 2: 'give way', 3: 'school bus', 4: 'no entry'}`, signs},
		{"a list of Python", "names.txt", `['stop sign', 'traffic light', "give way", 'school bus', 'no entry',]`, signs},
		{"quotes in a dictionary of Python", "names.txt", `{0: "driver's seat", 1: 'a "b"', 2: 'it\'s', 3: 'caf\xe9', 4: 'x\\y'}`,
			[]string{"driver's seat", `a "b"`, "it's", "café", `x\y`}},
		{"a table with a header", "classes.csv", "index,name\n0,stop sign\n1,traffic light\n2,give way\n3,school bus\n4,no entry", signs},
		{"a table without a header", "classes.csv", "0,stop sign\n1,traffic light\n2,give way\n3,school bus\n4,no entry\n", signs},
		{"a table with the name first", "classes.csv", "label;id\nstop sign;0\ntraffic light;1\ngive way;2\nschool bus;3\nno entry;4", signs},
		{"a table with tabs, out of order", "classes.tsv", "ClassId\tSignName\n4\tno entry\n0\tstop sign\n1\ttraffic light\n2\tgive way\n3\tschool bus", signs},
		{"a table whose header is in a strange language", "classes.csv", "Nummer;Bezeichnung\n0;stop sign\n1;traffic light\n2;give way\n3;school bus\n4;no entry", signs},
		{"a table of names alone", "classes.csv", "name\nstop sign\ntraffic light\ngive way\nschool bus\nno entry", signs},
		{"a table with synsets", "classes.csv", "id,synset,name\n0,n01440764,stop sign\n1,n2,traffic light\n2,n3,give way\n3,n4,school bus\n4,n5,no entry", signs},
		{"a table with quotes and with commas that nobody quoted", "classes.csv", "id,name\n0,\"tench, Tinca\"\n1,ray, Raja\n2,c\n3,d\n4,e", []string{"tench, Tinca", "ray, Raja", "c", "d", "e"}},
		{"a map of TensorFlow", "label_map.pbtxt", "item {\n  id: 1\n  name: 'stop sign'\n}\nitem {\n  id: 2\n  name: \"n2\"\n  display_name: \"traffic light\"\n}\nitem { name: 'give way' id: 3 }\nitem { id: 4 name: 'school bus' } item { id: 5 name: 'no entry' }", signs},
	} {
		list, err := labels.Parse([]byte(test.text), test.file)
		if err != nil {
			t.Errorf("%s: %v", test.what, err)
			continue
		}
		if got, note := list.Fit(len(test.want)); !slices.Equal(got, test.want) || note != "" {
			t.Errorf("%s: %q, %q", test.what, got, note)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	for _, test := range []struct{ what, file, text, why string }{
		{"nothing", "labels.txt", " \n", "no names"},
		{"broken JSON", "labels.json", `["a", `, "not valid JSON"},
		{"JSON without labels", "labels.json", `{"a": "b"}`, "neither a list"},
		{"one number twice", "labels.json", `{"a": 1, "b": 1}`, "two names for class 1"},
		{"a number that is too large", "labels.json", `{"99999999": "a"}`, "class 99999999"},
		{"a table without names", "labels.csv", "1\n2\n", "no column with names"},
		{"broken Python", "labels.txt", "{0: 'a", "not a dictionary"},
		{"Python in itself", "labels.txt", strings.Repeat("[", 1000), "not a dictionary"},
		{"items without numbers", "labels.pbtxt", "item { name: 'a' }", "no names"},
	} {
		if list, err := labels.Parse([]byte(test.text), test.file); err == nil || !strings.Contains(err.Error(), test.why) {
			t.Errorf("%s: %v, %v", test.what, list, err)
		}
	}
}

func TestFit(t *testing.T) {
	thousand := make([]string, 1000)
	for i := range thousand {
		thousand[i] = fmt.Sprint("class of ImageNet ", i)
	}
	inOrder := func(names ...string) labels.List { return labels.List{Names: names} }
	numbered := func(names ...string) labels.List { return labels.List{Names: names, Numbered: true} }
	for _, test := range []struct {
		what    string
		list    labels.List
		classes int
		want    []string
		note    string
	}{
		{"as many", inOrder("a", "b"), 2, []string{"a", "b"}, ""},
		{"a class without a name", inOrder("a", "", "c"), 3, []string{"a", "", "c"}, ""},
		{"blanks between", inOrder("", "a", "", "c", ""), 2, []string{"a", "c"}, ""},
		{"too few", inOrder("a", "b"), 3, nil, "There are 2 labels for 3 classes"},
		{"one", inOrder("a"), 3, nil, "There is 1 label for 3 classes"},
		{"one class", inOrder("a", "b", "c"), 1, nil, "There are 3 labels for 1 class, so"},
		{"too many", inOrder("a", "b", "c"), 2, nil, "There are 3 labels for 2 classes"},
		{"a background too many", inOrder("background", "a", "b"), 2, []string{"a", "b"}, "left out"},
		{"numbered, from 1", numbered("", "a", "b"), 2, []string{"a", "b"}, ""},
		{"numbered, from 1, and a background", numbered("", "a", "b"), 3, []string{"", "a", "b"}, ""},
		{"numbered, with a gap", numbered("a", "", "c"), 3, []string{"a", "", "c"}, ""},
		{"numbered, too few", numbered("a", "b"), 4, []string{"a", "b", "", ""}, "name 2 of 4"},
		{"numbered, too many", numbered("a", "b", "c"), 2, nil, "There are 3 labels"},
	} {
		got, note := test.list.Fit(test.classes)
		if !slices.Equal(got, test.want) || !strings.Contains(note, test.note) || (note == "") != (test.note == "") {
			t.Errorf("%s: %q, %q", test.what, got, note)
		}
	}
	got, note := inOrder(thousand...).Fit(1001)
	if len(got) != 1001 || got[0] != "background" || got[1000] != thousand[999] || !strings.Contains(note, "background") {
		t.Errorf("TensorFlow's 1001 classes: %d labels, %q, %q", len(got), got[:2], note)
	}
}

// Labels are shown in windows, terminals and figures: nothing in them may do
// more than be read.
func TestLabelsAreCleaned(t *testing.T) {
	for _, test := range []struct{ what, file, text string }{
		{"lines", "l.txt", "\x1b[31mred\x1b[0m\n\u202eevil\x00\n" + strings.Repeat("x", 1<<20)},
		{"JSON", "l.json", `["\u001b[31mred\u001b[0m", "\u202eevil\u0000", "` + strings.Repeat("x", 10_000) + `"]`},
		{"Python", "l.txt", `{0: '\x1b[31mred\x1b[0m', 1: '\u202eevil\x00', 2: '` + strings.Repeat("x", 10_000) + `'}`},
		{"a table", "l.csv", "\x1b[31mred\x1b[0m\n\u202eevil\x00\n" + strings.Repeat("x", 10_000)},
		{"items", "l.pbtxt", "item { id: 0 name: '\x1b[31mred' } item { id: 1 name: '\u202eevil' } item { id: 2 name: '" + strings.Repeat("x", 10_000) + "' }"},
	} {
		list, err := labels.Parse([]byte(test.text), test.file)
		if err != nil || len(list.Names) != 3 {
			t.Errorf("%s: %d names, %v", test.what, len(list.Names), err)
			continue
		}
		if list.Names[0] != "red" || list.Names[1] != "evil" || utf8.RuneCountInString(list.Names[2]) != labels.MaxRunes {
			t.Errorf("%s: %q, %q, %d letters", test.what, list.Names[0], list.Names[1], len(list.Names[2]))
		}
	}
}

func TestSynsetsAreTranslated(t *testing.T) {
	list, err := labels.Parse([]byte("n01443537\nn01440764\n"), "synset.txt")
	if err != nil || !list.AreSynsets() {
		t.Fatalf("%v, %v", list, err)
	}
	got, ok := list.Translate("n01440764 tench, Tinca tinca\nn01443537\tgoldfish\n")
	if names, _ := got.Fit(2); !ok || !slices.Equal(names, []string{"goldfish", "tench, Tinca tinca"}) {
		t.Errorf("%q, %v", names, ok)
	}
	if _, ok := list.Translate("n01440764 tench"); ok {
		t.Error("half of it was enough")
	}
}

func TestReadIsBounded(t *testing.T) {
	path := filepath.Join(t.TempDir(), "labels.txt")
	if err := os.WriteFile(path, make([]byte, labels.MaxBytes+1), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := labels.Read(path); err == nil || !strings.Contains(err.Error(), "larger than") {
		t.Errorf("it says %v", err)
	}
	many := strings.Repeat("a\n", labels.MaxClasses+2)
	for _, file := range []string{"l.txt", "l.csv"} {
		if _, err := labels.Parse([]byte(many), file); err == nil || !strings.Contains(err.Error(), "more than") {
			t.Errorf("%s: it says %v", file, err)
		}
	}
}

// Looking for the columns of such a table took minutes.
func TestWideTablesAreRefused(t *testing.T) {
	wide := strings.Repeat("1,", 4<<20-10) + "x"
	if _, err := labels.Parse([]byte(wide), "labels.csv"); err == nil || !strings.Contains(err.Error(), "1000 columns") {
		t.Errorf("the error is %v", err)
	}
}

func FuzzParse(f *testing.F) {
	f.Add("[\"a\", \"b\"]", "l.json")
	f.Add("{0: 'a', 1: \"b\\x41\"}", "l.txt")
	f.Add("id;name\n0;a\n1;\"b", "l.csv")
	f.Add("item { id: 1 display_name: 'a' }", "l.pbtxt")
	f.Add("0 a\n1 b\n", "l.txt")
	f.Fuzz(func(t *testing.T, text, file string) {
		list, err := labels.Parse([]byte(text), file)
		if err != nil {
			return
		}
		for _, name := range list.Names {
			if utf8.RuneCountInString(name) > labels.MaxRunes || strings.ContainsAny(name, "\x1b\n\x00") {
				t.Errorf("a label is %q", name)
			}
		}
		for classes := range 5 {
			if names, _ := list.Fit(classes); names != nil && len(names) != classes {
				t.Errorf("%d names for %d classes", len(names), classes)
			}
		}
	})
}
