package main

import (
	"context"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"foolscope/engine/attack"
	"foolscope/engine/classifier"
	"foolscope/engine/loss"
	"foolscope/engine/metric"
	"foolscope/engine/pixel"
	"foolscope/engine/record"
	"foolscope/engine/trial"
)

// photos returns some of the test data's photos, and the model.
func photos(t *testing.T, n int) (model string, paths []string) {
	t.Helper()
	model, picture := photo(t)
	all, err := filepath.Glob(filepath.Join(filepath.Dir(picture), "*.jpg"))
	if err != nil || len(all) < n {
		t.Fatalf("%d photos, %v", len(all), err)
	}
	for i := range n {
		paths = append(paths, all[i*len(all)/n])
	}
	return model, paths
}

// TestSavedPicturesAreWhatWasReported opens the PNGs again and asks the model
// and the metrics about them.
func TestSavedPicturesAreWhatWasReported(t *testing.T) {
	model, paths := photos(t, 10)
	folder := filepath.Join(t.TempDir(), "results")
	args := []string{"attack", "--model", model, "--attack", "pgd", "--set", "epsilon=2",
		"--defense", "jpeg", "--set-defense", "quality=75", "--json", "--out", folder}
	reports := decode(t, succeed(t, append(args, paths...)...))
	if len(reports) != len(paths) {
		t.Fatalf("%d reports of %d pictures", len(reports), len(paths))
	}
	c, err := classifier.Open(model, classifier.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	keys := strings.Fields(`picture clean_label clean_index clean_probability attacked_label attacked_index
		attacked_probability defended_label defended_index fooled linf_255 l2 ssim gradients milliseconds`)
	for i, r := range reports {
		for _, key := range keys {
			if r[key] == nil {
				t.Errorf("%s is missing in %v", key, r)
			}
		}
		if r["picture"] != paths[i] || r["gradients"] != 10.0 || r["linf_255"] != 2.0 {
			t.Errorf("the report is %v", r)
		}
		clean := prediction(t, c, paths[i])
		saved := filepath.Join(folder, strings.TrimSuffix(filepath.Base(paths[i]), ".jpg")+".png")
		again := prediction(t, c, saved)
		if r["saved"] != saved || float64(clean) != r["clean_index"] || float64(again) != r["attacked_index"] {
			t.Errorf("%s: the model says %d, and of the file %d, not %v", paths[i], clean, again, r)
		}
		if c.Label(again) != r["attacked_label"] || c.Label(clean) != r["clean_label"] || r["fooled"] != (again != clean) {
			t.Errorf("%s: labels and verdict of %v", paths[i], r)
		}
		change := metric.Compare(c.Fit(load(t, paths[i])), load(t, saved))
		if change.SSIM != r["ssim"] || change.L2 != r["l2"] || float64(change.Linf) != r["linf_255"] {
			t.Errorf("%s: the file has the distances %+v, not %v", paths[i], change, r)
		}
	}
}

func load(t *testing.T, path string) *pixel.Image {
	t.Helper()
	im, err := pixel.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	return im
}

func prediction(t *testing.T, c *classifier.Classifier, path string) int {
	t.Helper()
	logits, err := attack.LogitsOf(context.Background(), c, c.Fit(load(t, path)))
	if err != nil {
		t.Fatal(err)
	}
	return loss.Argmax(logits)
}

func TestGoalsOfTheCommandLine(t *testing.T) {
	model, picture := smallModel(t), noise(t, filepath.Join(t.TempDir(), "a.png"), 1)
	attack := func(args ...string) map[string]any {
		args = append([]string{"attack", "--model", model, "--json", picture, "--attack", "bim"}, args...)
		return decode(t, succeed(t, args...))[0]
	}
	free := attack()
	clean := free["clean_label"].(string)
	if free["fooled"] != true || free["already_fooled"] != false || free["attacked_label"] == clean {
		t.Errorf("without a label: %v", free)
	}
	if free["defended_label"] != nil || free["defended_index"] != nil {
		t.Errorf("defended without a defence: %v", free)
	}
	other := "north"
	if clean == other {
		other = "south"
	}
	// By name in another case, and by number.
	if r := attack("--target", strings.ToUpper(other), "--set", "epsilon=8"); r["attacked_label"] != other || r["fooled"] != true {
		t.Errorf("the target %s was not reached: %v", other, r)
	}
	if r := attack("--label", other, "--set", "epsilon=0"); r["fooled"] != true || r["already_fooled"] != true {
		t.Errorf("a picture that the model gets wrong: %v", r)
	}
	labels := []string{"north", "east", "south", "west"}
	number := string(rune('0' + slices.Index(labels, clean)))
	if r := attack("--label", number, "--set", "epsilon=0"); r["fooled"] != false || r["linf_255"] != 0.0 || r["ssim"] != 1.0 {
		t.Errorf("an attack that changes nothing: %v", r)
	}
}

func TestSameSeedSameBytes(t *testing.T) {
	model, picture := smallModel(t), noise(t, filepath.Join(t.TempDir(), "a.png"), 1)
	attacked := func(seed string) []byte {
		folder := t.TempDir()
		succeed(t, "attack", "--model", model, "--attack", "gaussian_noise", "--seed", seed, "--out", folder, picture)
		data, err := os.ReadFile(filepath.Join(folder, "a.png"))
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	if !slices.Equal(attacked("5"), attacked("5")) || slices.Equal(attacked("5"), attacked("6")) {
		t.Error("the seed does not decide")
	}
}

func TestABadPictureDoesNotStopTheOthers(t *testing.T) {
	folder := t.TempDir()
	good, last := noise(t, filepath.Join(folder, "good.png"), 1), noise(t, filepath.Join(folder, "last.png"), 2)
	data, err := os.ReadFile(good)
	if err != nil {
		t.Fatal(err)
	}
	bad := filepath.Join(folder, "bad.png")
	if err := os.WriteFile(bad, data[:len(data)/2], 0o666); err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(folder, "out")
	status, stdout, stderr := call(t, "attack", "--model", smallModel(t), "--attack", "fgsm", "--out", out, "--json", good, bad, last)
	if status != failed || strings.Count(stderr, "\n") != 1 || !strings.Contains(stderr, "bad.png") {
		t.Errorf("status %d, %q", status, stderr)
	}
	if reports := decode(t, stdout); len(reports) != 2 || reports[0]["picture"] != good || reports[1]["picture"] != last {
		t.Errorf("the reports are %v", reports)
	}
	if names := filesIn(t, out); !slices.Equal(names, []string{"good.png", "last.png"}) {
		t.Errorf("the folder holds %v", names)
	}
}

// filesIn names the files in a folder.
func filesIn(t *testing.T, folder string) (names []string) {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

func TestPathsOfResults(t *testing.T) {
	folder := t.TempDir()
	for _, test := range []struct{ pictures, want []string }{
		{[]string{"x/a.jpg", "b.png"}, []string{"a.png", "b.png"}},
		{[]string{"x/a.jpg", "y/a.png", "z/A.gif"}, []string{"a.png", "a-2.png", "A-3.png"}},
		{[]string{"x/a.jpg", "y/a.png", "a-2.jpg"}, []string{"a.png", "a-3.png", "a-2.png"}},
		{[]string{"a.tar.jpg", "a"}, []string{"a.tar.png", "a.png"}},
		{[]string{".jpg"}, []string{".jpg.png"}},
	} {
		paths, err := savePaths(folder, "", test.pictures)
		if err != nil {
			t.Fatal(err)
		}
		for i := range paths {
			if paths[i] != filepath.Join(folder, test.want[i]) {
				t.Errorf("%v: %s is saved as %s", test.pictures, test.pictures[i], paths[i])
			}
		}
	}
}

func TestPlacesThatCannotBeWritten(t *testing.T) {
	folder := t.TempDir()
	model, picture := smallModel(t), noise(t, filepath.Join(folder, "a.png"), 1)
	before, err := os.ReadFile(picture)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Join(folder, "taken", "a.png"), 0o777); err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]struct{ out, why string }{
		"a file where the folder should be":  {picture, "cannot save results"},
		"a folder below a file":              {filepath.Join(picture, "x"), "cannot save results"},
		"a folder that nobody may write to":  {sealed(t), "cannot save results"},
		"a folder where the file should be":  {filepath.Join(folder, "taken"), "a.png"},
		"the picture's own folder":           {folder, "would overwrite"},
		"the same by another way of writing": {filepath.Join(folder, "taken", ".."), "would overwrite"},
	} {
		t.Run(name, func(t *testing.T) {
			refused(t, failed, test.why, "attack", "--model", model, "--attack", "fgsm", "--out", test.out, picture)
		})
	}
	if after, err := os.ReadFile(picture); err != nil || !slices.Equal(before, after) {
		t.Errorf("the picture was changed: %v", err)
	}
	if names := filesIn(t, folder); !slices.Equal(names, []string{"a.png", "taken"}) {
		t.Errorf("something was left behind: %v", names)
	}
}

// sealed is a folder without permission to write, if the system has one that
// holds for an administrator too.
func sealed(t *testing.T) string {
	t.Helper()
	if runtime.GOOS == "linux" {
		return "/proc"
	}
	folder := filepath.Join(t.TempDir(), "sealed")
	if err := os.Mkdir(folder, 0o500); err != nil {
		t.Fatal(err)
	}
	return folder
}

func TestLineForAPerson(t *testing.T) {
	labels := []string{"north", "east", "south"}
	r := told{Record: record.Record{
		Picture: "a.png", Label: func(class int) string { return labels[class] }, Saved: "out/a.png",
		Outcome: &trial.Outcome{
			Clean: trial.Prediction{Class: 0, Probability: 0.75}, AfterAttack: trial.Prediction{Class: 1, Probability: 1},
			AfterDefense: &trial.Prediction{Class: 2, Probability: 0.5}, Fooled: true,
			Change: metric.Comparison{Linf: 2, L2: math.Sqrt2, SSIM: 0.98765}, Gradients: 10, Took: 123400 * time.Microsecond,
		},
	}}
	var out strings.Builder
	if err := writeLine(&out, r); err != nil {
		t.Fatal(err)
	}
	want := "a.png: north 75.0 %, fooled: east 100.0 %, defended: south 50.0 %; " +
		"L-inf 2/255, L2 1.414, SSIM 0.9877, 10 gradients, 123 ms; saved out/a.png\n"
	if out.String() != want {
		t.Errorf("got  %swant %s", out.String(), want)
	}
}
