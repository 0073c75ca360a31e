package underway_test

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"foolscope/engine/underway"
)

// folderVariable makes this test be a program that has things underway.
const folderVariable = "UNDERWAY_TEST"

// closes among what it has underway says that somebody asks it to end.
const closes = "closes"

func TestMain(m *testing.M) {
	folder := os.Getenv(folderVariable)
	if folder == "" {
		os.Exit(m.Run())
	}
	mark, suspects, err := underway.Open(folder)
	if err != nil {
		panic(err)
	}
	for _, thing := range os.Args[1:] {
		gone, done := strings.CutPrefix(thing, "-")
		switch {
		case thing == closes:
			mark.Closing()
		case done:
			mark.Remove(gone)
		default:
			mark.Add(thing)
		}
	}
	fmt.Printf("%q\n", suspects.Things)
	line, _ := bufio.NewReader(os.Stdin).ReadString('\n')
	if line == "farewell\n" {
		if err := mark.Close(); err != nil {
			panic(err)
		}
	}
	os.Exit(0)
}

// program is one that has things underway.
type program struct {
	suspects string
	end      func(words string)
}

func start(t *testing.T, folder string, things ...string) program {
	t.Helper()
	c := exec.Command(os.Args[0], things...)
	// The race detector waits for a second before a program ends, which none that is killed does.
	c.Env = append(os.Environ(), folderVariable+"="+folder, "GORACE=atexit_sleep_ms=0")
	c.Stderr = os.Stderr
	in, err := c.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := c.StdoutPipe()
	if err == nil {
		err = c.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	return program{strings.TrimSpace(line), func(words string) {
		fmt.Fprintln(in, words)
		in.Close()
		c.Wait()
	}}
}

func TestTheNextStartKnowsWhatWasUnderway(t *testing.T) {
	for _, test := range []struct {
		name   string
		things []string
		words  string
		want   []string
	}{
		{"nothing", nil, "", nil},
		{"one thing", []string{"a.onnx"}, "", []string{"a.onnx"}},
		{"one thing that is done", []string{"a.onnx", "-a.onnx"}, "", nil},
		{"one of two is done", []string{"a.onnx", "a long name.png", "-a long name.png"}, "", []string{"a.onnx"}},
		{"twice begun, once done", []string{"a.onnx", "a.onnx", "-a.onnx"}, "", []string{"a.onnx"}},
		{"no text", []string{"\xff\xfe.onnx"}, "", []string{"\xff\xfe.onnx"}},
		{"a farewell", []string{"a.onnx"}, "farewell", nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			folder := filepath.Join(t.TempDir(), "new")
			start(t, folder, test.things...).end(test.words)
			m, suspects, err := underway.Open(folder)
			if err != nil || !slices.Equal(suspects.Things, test.want) {
				t.Fatalf("suspects %q, %v, want %q", suspects.Things, err, test.want)
			}
			if err := m.Close(); err != nil {
				t.Error(err)
			}
			if left, _ := os.ReadDir(folder); len(left) > 1 || len(left) == 1 && test.want != nil {
				t.Errorf("it leaves %v", left)
			}
		})
	}
}

// What a program had underway that was asked to end is no crash; that of any other is.
func TestWhatWasAskedToEnd(t *testing.T) {
	for _, test := range []struct {
		programs [][]string
		want     string
	}{
		{[][]string{{"a.onnx", closes}}, "{[a.onnx] true}"},
		{[][]string{{"a.onnx", "b.png", closes, "-b.png"}}, "{[a.onnx] true}"},
		{[][]string{{closes}}, "{[] false}"},
		{[][]string{{"a.onnx", closes}, {"b.onnx"}}, "{[a.onnx b.onnx] false}"},
		{[][]string{{"a.onnx", closes}, {}}, "{[a.onnx] true}"},
	} {
		folder := t.TempDir()
		var programs []program
		for _, things := range test.programs {
			programs = append(programs, start(t, folder, things...))
		}
		for _, p := range programs {
			p.end("")
		}
		m, left, err := underway.Open(folder)
		if err != nil || fmt.Sprint(left) != test.want {
			t.Errorf("%q: left behind is %v, %v, want %s", test.programs, left, err, test.want)
		}
		m.Close()
	}
}

// A process that was killed keeps its lock for a moment, while the system takes its
// memory. A start at that moment waits for it.
func TestAStartWaitsForWhatIsBeingKilled(t *testing.T) {
	folder := t.TempDir()
	dying := start(t, folder, "a.onnx")
	time.AfterFunc(50*time.Millisecond, func() { dying.end("") })
	m, left, err := underway.Open(folder)
	if err != nil || !slices.Equal(left.Things, []string{"a.onnx"}) {
		t.Errorf("left behind is %v, %v", left, err)
	}
	m.Close()
}

// Who lives is not suspect, and what is suspect stays so until somebody who
// took it over says farewell.
func TestTwoProgramsInOneFolder(t *testing.T) {
	folder := t.TempDir()
	first := start(t, folder, "first.onnx")
	second := start(t, folder, "second.onnx")
	if second.suspects != "[]" {
		t.Errorf("the second suspects %s", second.suspects)
	}
	first.end("")
	third := start(t, folder)
	if third.suspects != `["first.onnx"]` {
		t.Errorf("the third suspects %s", third.suspects)
	}
	third.end("")
	second.end("")
	fourth := start(t, folder)
	if fourth.suspects != `["first.onnx" "second.onnx"]` {
		t.Errorf("the fourth suspects %s", fourth.suspects)
	}
	fourth.end("farewell")
	if fifth := start(t, folder); fifth.suspects != "[]" {
		t.Errorf("the fifth suspects %s", fifth.suspects)
	} else {
		fifth.end("")
	}
}

func TestDamagedMarksAreNothing(t *testing.T) {
	folder := t.TempDir()
	for i, text := range []string{"", "[", "{}", `["not base64?"]`, `["YQ=="]rest of what was longer"]`} {
		path := filepath.Join(folder, fmt.Sprint("underway-", i))
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		old := time.Now().Add(-time.Hour)
		if err := os.Chtimes(path, old, old); err != nil {
			t.Fatal(err)
		}
	}
	m, suspects, err := underway.Open(folder)
	if err != nil || !slices.Equal(suspects.Things, []string{"a"}) {
		t.Errorf("suspects %q, %v", suspects.Things, err)
	}
	if err := m.Close(); err != nil {
		t.Error(err)
	}
	if left, _ := os.ReadDir(folder); len(left) != 0 {
		t.Errorf("it leaves %v", left)
	}
}

func TestNoMarkIsNoTrouble(t *testing.T) {
	var m *underway.Mark
	m.Add("a")
	m.Remove("a")
	if err := m.Close(); err != nil {
		t.Error(err)
	}
}

// Programs that start at one moment look into each other's marks.
func TestManyStartAtOnce(t *testing.T) {
	folder := t.TempDir()
	failures := make(chan error)
	const programs, starts = 8, 50
	for range programs {
		go func() {
			var failure error
			for range starts {
				mark, _, err := underway.Open(folder)
				if err != nil {
					failure = err
				} else if err := mark.Close(); err != nil {
					failure = err
				}
			}
			failures <- failure
		}()
	}
	for range programs {
		if err := <-failures; err != nil {
			t.Error(err)
		}
	}
}
