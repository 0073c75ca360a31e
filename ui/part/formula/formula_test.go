package formula

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"
)

func set(t *testing.T, source string, numbers map[string]string) Drawing {
	t.Helper()
	test.NewTempApp(t)
	d, err := Set(source, 100, numbers)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// find returns the run of a text.
func find(t *testing.T, d Drawing, text string) Run {
	t.Helper()
	for _, r := range d.Runs {
		if r.Text == text {
			return r
		}
	}
	t.Fatalf("no run %q in %+v", text, d.Runs)
	return Run{}
}

func TestVariablesAreItalicAndWordsAreNot(t *testing.T) {
	d := set(t, "x = clip(ε) @e ∇", map[string]string{"e": "4"})
	for text, face := range map[string]Face{"x": Italic, "ε": Italic, "clip": Roman, "=": Roman, "4": Bold, "∇": Signs} {
		if got := find(t, d, text); got.Face != face || got.Live != (text == "4") {
			t.Errorf("%q is set as %+v", text, got)
		}
	}
}

func TestIndicesAreSmallerAndMoved(t *testing.T) {
	d := set(t, "x_i^2", nil)
	x, i, two := find(t, d, "x"), find(t, d, "i"), find(t, d, "2")
	if i.Size >= x.Size || i.Y <= x.Y || two.Y >= x.Y || i.X <= x.X || two.Size != i.Size {
		t.Errorf("x %+v, index %+v, exponent %+v", x, i, two)
	}
}

func TestFractionsStandAboveEachOther(t *testing.T) {
	d := set(t, "frac{a}{bbb}", nil)
	a, b := find(t, d, "a"), find(t, d, "bbb")
	if len(d.Rules) != 1 || a.Y >= d.Rules[0].Y1 || b.Y <= d.Rules[0].Y1 {
		t.Errorf("a at %v, b at %v, rules %+v", a.Y, b.Y, d.Rules)
	}
	middle := (d.Rules[0].X1 + d.Rules[0].X2) / 2
	if from := a.X + measure("a", a.Size, a.Face)/2; from-middle > 1 || middle-from > 1 {
		t.Errorf("the middle of a is at %v, that of the rule at %v", from, middle)
	}
}

func TestSumsCarryTheirIndicesBelow(t *testing.T) {
	d := set(t, "∑_i x", nil)
	sum, i, x := find(t, d, "∑"), find(t, d, "i"), find(t, d, "x")
	if i.Y <= sum.Y || i.X >= sum.X+measure("∑", sum.Size, sum.Face) || x.Y != sum.Y {
		t.Errorf("sum %+v, index %+v, x %+v", sum, i, x)
	}
}

func TestBracketsGrowWithWhatTheyHold(t *testing.T) {
	d := set(t, "(x) + (frac{a}{b})", nil)
	var sizes []float32
	for _, r := range d.Runs {
		if r.Text == "(" {
			sizes = append(sizes, r.Size)
		}
	}
	if len(sizes) != 2 || sizes[0] != 100 || sizes[1] <= 120 {
		t.Errorf("sizes %v", sizes)
	}
}

func TestMinusBelongsToTheNumberAfterIt(t *testing.T) {
	wide := func(source string) float32 { return set(t, source, nil).Width }
	if sign, both := wide("−a"), wide("b − a"); sign >= both-wide("b") {
		t.Errorf("a sign is %v wide, with a difference %v", sign, both-wide("b"))
	}
}

func TestNumbersThatNobodyKnows(t *testing.T) {
	if got := find(t, set(t, "@psnr", nil), unknown); !got.Live {
		t.Errorf("%+v", got)
	}
}

// Everything lies within the size that is given.
func TestNothingLiesOutside(t *testing.T) {
	d := set(t, "sqrt{∑_i (x'_i − x_i)^2} ≤ frac{hat{x}}{y_k}\ng^{a^b}", nil)
	for _, r := range d.Runs {
		if r.X < 0 || r.Y-above*r.Size < -1 || r.Y > d.Height || r.X+measure(r.Text, r.Size, r.Face) > d.Width+1 {
			t.Errorf("%q at %v, %v of %v x %v", r.Text, r.X, r.Y, d.Width, d.Height)
		}
	}
	for _, r := range d.Rules {
		if min(r.X1, r.Y1) < 0 || max(r.X1, r.X2) > d.Width+1 || max(r.Y1, r.Y2) > d.Height+1 {
			t.Errorf("rule %+v of %v x %v", r, d.Width, d.Height)
		}
	}
}

func TestMistakesAreNamed(t *testing.T) {
	tests := []struct{ source, want string }{
		{"frac{a}", "'{' is missing"},
		{"{a", "'}' is missing"},
		{"(a", "')' is missing"},
		{"(a]", "')' is missing"},
		{"a}", "never opened"},
		{"x_", "ends too early"},
		{"x_a_b", "two indices"},
		{"@ ", "no name"},
		{"text a", "no {"},
		{strings.Repeat("{", 1000), "too deeply"},
	}
	for _, test := range tests {
		if _, err := parse(test.source); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%.20q: %v, want %q", test.source, err, test.want)
		}
	}
}

func TestNames(t *testing.T) {
	got, err := Names("α = frac{@step}{2}·sqrt{@epsilon} + hat{x}_{@t}\n(@n)")
	if err != nil || strings.Join(got, " ") != "step epsilon t n" {
		t.Errorf("%v, %v", got, err)
	}
}

func FuzzParse(f *testing.F) {
	f.Add("x' = clip(x + ε·sign(∇_x L(x, y))),  ε = @epsilon/255")
	f.Add("frac{a}{sqrt{b}}^{_")
	f.Fuzz(func(t *testing.T, source string) {
		if _, err := Names(source); err != nil && !strings.HasPrefix(err.Error(), "formula ") {
			t.Errorf("%v", err)
		}
	})
}

func BenchmarkSet(b *testing.B) {
	test.NewTempApp(b)
	for b.Loop() {
		if _, err := Set("frac{(2 μ_x μ_y + c_1)(2 σ_{x y} + c_2)}{(μ_x^2 + μ_y^2 + c_1)(σ_x^2 + σ_y^2 + c_2)}\nSSIM = @ssim", 16, nil); err != nil {
			b.Fatal(err)
		}
	}
}
