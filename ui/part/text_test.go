package part

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"foolscope/ui/look"
)

func TestEllipsize(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(look.Light())
	const text = "West Highland white terrier"
	whole := widthOf(text, 12, bold)
	for _, width := range []float32{whole, whole - 1, 100, 40, 12} {
		got := ellipsize(text, 12, bold, width)
		if w := widthOf(got, 12, bold); w > width+1 && got != ellipsis {
			t.Errorf("in %v: %q is %v wide", width, got, w)
		}
		if (got == text) != (width >= whole) {
			t.Errorf("in %v (needed: %v): %q", width, whole, got)
		}
		begin := strings.TrimSuffix(got, ellipsis)
		if !strings.HasPrefix(text, begin) {
			t.Errorf("in %v: %q is not a beginning", width, got)
		}
		// One more letter would not have fitted.
		if got != text && len(begin) > 0 {
			longer := text[:len(begin)+2] + ellipsis
			if widthOf(longer, 12, bold) <= width {
				t.Errorf("in %v: %q, but %q fits", width, got, longer)
			}
		}
	}
}

func TestEllipsizeCutsBetweenRunes(t *testing.T) {
	test.NewTempApp(t)
	got := ellipsize("αβγδεζηθ", 12, fyne.TextStyle{}, 30)
	if !strings.HasSuffix(got, ellipsis) || strings.ContainsRune(got, '\ufffd') {
		t.Errorf("got %q", got)
	}
}

func TestWrap(t *testing.T) {
	test.NewTempApp(t)
	text := "How far a pixel may move.\nSmall values are hard to see."
	lines := wrap(text, 12, fyne.TextStyle{}, 90)
	for _, line := range lines {
		if w := widthOf(line, 12, fyne.TextStyle{}); w > 90 {
			t.Errorf("%q is %v wide", line, w)
		}
	}
	if got := strings.Join(lines, " "); got != strings.ReplaceAll(text, "\n", " ") {
		t.Errorf("the lines say %q", got)
	}
	if got := wrap("incomprehensibilities", 12, fyne.TextStyle{}, 20); len(got) != 1 {
		t.Errorf("a long word became %q", got)
	}
}

// Each line has as many words as fit, however long they are.
func TestLinesAreFull(t *testing.T) {
	test.NewTempApp(t)
	words := strings.Fields("a perturbation is whatever an attack adds to a picture WWWWWWWWWW iiii l so that nobody sees it but the classifier")
	for width := float32(10); width < 700; width += 7 {
		lines := wrap(strings.Join(words, " "), 12, fyne.TextStyle{}, width)
		if got := strings.Join(lines, " "); got != strings.Join(words, " ") {
			t.Fatalf("at %g the lines say %q", width, got)
		}
		for i, line := range lines {
			if strings.Contains(line, " ") && widthOf(line, 12, fyne.TextStyle{}) > width {
				t.Errorf("at %g %q does not fit", width, line)
			}
			if i+1 < len(lines) {
				next, _, _ := strings.Cut(lines[i+1], " ")
				if widthOf(line+" "+next, 12, fyne.TextStyle{}) <= width {
					t.Errorf("at %g %q has room for %q", width, line, next)
				}
			}
		}
	}
}

func TestNamesOfCurvesKeepTheirEnd(t *testing.T) {
	test.NewTempApp(t)
	for text, want := range map[string]string{
		"SSIM":                                  "SSIM",
		"stop, attacked":                        "stop, attacked",
		strings.Repeat("L", 200) + ", attacked": "…, attacked",
		strings.Repeat("L", 200):                "L…",
		"tabby, " + strings.Repeat("tabby cat ", 9) + ", after defence": "…, after defence",
	} {
		got := curveName(text, 12, fyne.TextStyle{}, 130)
		if !strings.HasSuffix(got, want) || widthOf(got, 12, fyne.TextStyle{}) > 131 {
			t.Errorf("%q becomes %q, want it to end in %q", text, got, want)
		}
	}
}
