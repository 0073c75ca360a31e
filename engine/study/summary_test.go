package study

import (
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"

	"foolscope/engine/dataset"
)

// judged is what one picture comes to in the settings of a plan, in short: for each setting a word
// of letters, the label that the model gives the untouched picture, the attacked and the
// defended one, and then the true one; "-" stands for no such picture, and "?" for an unknown class.
func judged(t *testing.T, p Plan, words ...string) []Row {
	t.Helper()
	settings := p.Settings()
	if len(words) != len(settings) {
		t.Fatalf("the plan has %d settings, not %d", len(settings), len(words))
	}
	label := func(c byte) *Label {
		if c == '-' {
			return nil
		}
		return &Label{int(c - 'a'), string(c), 0.5}
	}
	var rows []Row
	for i, word := range words {
		r := Row{Setting: settings[i], Clean: *label(word[0]), Attacked: label(word[1]), Defended: label(word[2]), Truth: dataset.Unknown}
		if word[3] != '?' {
			r.Truth, r.Class = int(word[3]-'a'), word[3:]
		}
		r.Fooled = r.Attacked != nil && r.Final().Class != r.Clean.Class
		r.SSIM, r.Gradients = 1, 10
		rows = append(rows, r)
	}
	return rows
}

// twoAttacks has for each picture the settings FGSM, and PGD.
const twoAttacks = `{"data": {"signs": 4}, "models": [""], "attacks": [{"attack": "fgsm"}, {"attack": "pgd"}], "goal": "any"}`

// Of five pictures one has no class and one was wrong before: each rate has its own denominator.
func TestDenominators(t *testing.T) {
	p := planOf(t, twoAttacks)
	s := NewSummarizer(p)
	s.Add(judged(t, p, "aa-a", "ab-a")) // right before; FGSM leaves it, PGD fools
	s.Add(judged(t, p, "ab-a", "aa-a")) // right before; FGSM fools, PGD leaves it
	s.Add(judged(t, p, "ab-b", "ac-b")) // wrong before; FGSM makes it right
	s.Add(judged(t, p, "ab-?", "ab-?")) // nobody knows; both fool
	s.Add(judged(t, p, "cc-c", "cc-c")) // right whatever happens
	s.Add([]Row{{Problem: "it cannot be opened"}})
	sum := s.Summary()
	if sum.Pictures != 5 || sum.Problems != 1 {
		t.Errorf("%d pictures and %d problems, want 5 and 1", sum.Pictures, sum.Problems)
	}
	fgsm := sum.Points[0]
	for _, test := range []struct {
		name      string
		got, want Rate
	}{
		{"agreement", fgsm.Agreement, Rate{2, 5}},
		{"right before", fgsm.RightBefore, Rate{3, 4}},
		{"right", fgsm.Right, Rate{3, 4}},
		{"still right", fgsm.StillRight, Rate{2, 3}},
		{"fooled", fgsm.Fooled, Rate{3, 5}},
		{"fooled by PGD", sum.Points[1].Fooled, Rate{3, 5}},
		{"agreement in the worst case", sum.Worst[0].Agreement, Rate{1, 5}},
		{"still right in the worst case", sum.Worst[0].StillRight, Rate{1, 3}},
	} {
		if test.got != test.want {
			t.Errorf("%s: %d of %d, want %d of %d", test.name, test.got.Count, test.got.Of, test.want.Count, test.want.Of)
		}
	}
	if want := (Pairs{Both: 1, OnlyA: 1, OnlyB: 1, Neither: 2}); len(sum.Comparisons) != 1 || sum.Comparisons[0].Pairs != want {
		t.Errorf("compared: %+v, want %+v", sum.Comparisons, want)
	}
	if want := []Became{{"a", "b", 3}, {"a", "a", 1}, {"c", "c", 1}}; !slices.Equal(fgsm.Classes, want) {
		t.Errorf("became %v, want %v", fgsm.Classes, want)
	}
	if want := []ClassRate{{"a", Rate{1, 2}}, {"b", Rate{1, 1}}, {"c", Rate{1, 1}}}; !slices.Equal(fgsm.PerClass, want) {
		t.Errorf("per class %v, want %v", fgsm.PerClass, want)
	}
}

// A defence brings back what an attack changed, and ruins what it left: of the pictures of each kind.
func TestWhatADefenseDoes(t *testing.T) {
	p := planOf(t, `{"data": {"signs": 4}, "models": [""], "attacks": [{"attack": "fgsm"}], "clean": true, "goal": "any",
		"defenses": [[{"defense": "box"}]]}`)
	s := NewSummarizer(p)
	s.Add(judged(t, p, "a-aa", "abaa")) // recovered
	s.Add(judged(t, p, "a-ba", "abca")) // ruined untouched; not recovered
	s.Add(judged(t, p, "a-aa", "aaba")) // ruined behind an attack that failed
	s.Add(judged(t, p, "a-aa", "aaaa"))
	sum := s.Summary()
	untouched, attacked := sum.Points[0], sum.Points[1]
	if untouched.Ruined != (Rate{1, 4}) || untouched.Recovered != (Rate{}) || untouched.Fooled != (Rate{}) {
		t.Errorf("untouched: ruined %v, recovered %v, fooled %v", untouched.Ruined, untouched.Recovered, untouched.Fooled)
	}
	if attacked.Ruined != (Rate{1, 2}) || attacked.Recovered != (Rate{1, 2}) || attacked.Fooled != (Rate{2, 4}) {
		t.Errorf("attacked: ruined %v, recovered %v, fooled %v", attacked.Ruined, attacked.Recovered, attacked.Fooled)
	}
}

// The curve counts every fooled picture, never past its cost, and its places are within a fifth above it.
func TestSuccessAgainstCost(t *testing.T) {
	p := planOf(t, `{"data": {"signs": 4}, "models": [""], "attacks": [{"attack": "fgsm"}], "goal": "any"}`)
	s := NewSummarizer(p)
	for _, cost := range []int{1, 7, 100, 100, 5000} {
		rows := judged(t, p, "ab-a")
		rows[0].Gradients, rows[0].Queries = 0, cost
		s.Add(rows)
	}
	got := s.Summary().Points[0].Cost
	if want := []int{1, 2, 4, 5}; len(got) != 4 || !slices.Equal([]int{got[0].Fooled, got[1].Fooled, got[2].Fooled, got[3].Fooled}, want) {
		t.Fatalf("%v, want 1, 2, 4 and 5 fooled", got)
	}
	for i, cost := range []int{1, 7, 100, 5000} {
		if at := got[i].AtMost; at < cost || float64(at) > 1.2*float64(cost)+1 {
			t.Errorf("what cost %d counts at %d", cost, at)
		}
	}
}

// Warnings come when there is a reason for them, and only then.
func TestWarnings(t *testing.T) {
	const iterated = `{"data": {"signs": 4}, "models": [""], "attacks": [{"attack": "fgsm"}, {"attack": "pgd"}], "goal": "any",
		"vary": {"of": "attack", "key": "epsilon", "values": [2, 8]}}`
	const hidden = `{"data": {"signs": 4}, "models": [""], "attacks": [{"attack": "fgsm"}], "goal": "any", "defenses": [[{"defense": "jpeg"}]]}`
	random := strings.Replace(hidden, "jpeg", "resize_pad", 1)
	for _, test := range []struct {
		name, plan string
		times      int
		words      []string
		want       []string
	}{
		{"nothing to warn of", iterated, 40, []string{"aa-a", "ab-a", "ab-a", "ab-a"}, nil},
		{"few pictures", iterated, 4, []string{"aa-a", "ab-a", "ab-a", "ab-a"}, []string{"few pictures"}},
		{"FGSM fools more than PGD", iterated, 40, []string{"ab-a", "ab-a", "aa-a", "ab-a"}, []string{"masked gradient"}},
		{"PGD fools less at 8 than at 2", iterated, 40, []string{"aa-a", "aa-a", "ab-a", "aa-a"}, []string{"masked gradient"}},
		{"JPEG recovers", hidden, 40, []string{"abaa"}, []string{"hidden gradient"}},
		{"JPEG recovers nothing", hidden, 40, []string{"abba"}, nil},
		{"JPEG that the attack knows", strings.Replace(hidden, `"goal"`, `"adaptive": true, "goal"`, 1), 40, []string{"abaa"}, nil},
		{"a defence that draws", random, 40, []string{"abba"}, []string{"random defense"}},
	} {
		p := planOf(t, test.plan)
		s := NewSummarizer(p)
		for range test.times {
			s.Add(judged(t, p, test.words...))
		}
		var got []string
		for _, w := range s.Summary().Warnings {
			got = append(got, w.Kind)
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}

// What is read of a file is what was written, as far as the file has places.
func TestRowsAreReadAsTheyWereWritten(t *testing.T) {
	p := planOf(t, `{"data": {"signs": 4}, "models": [""], "attacks": [{"attack": "fgsm"}], "clean": true, "goal": "any",
		"defenses": [[{"defense": "box"}]], "vary": {"of": "defense", "key": "kernel", "values": [3, 5]}}`)
	rows := judged(t, p, "a-aa", "a-b?", "abac", "aabc")
	rows[2].Picture, rows[2].Remarks = "=1,\"x\"\n.png", []string{"The gradient was zero."}
	rows[3].Change.PSNR, rows[3].Change.Linf, rows[3].Change.L0 = math.Inf(1), 4, 77
	var file strings.Builder
	table := newTable(p, []string{"A"})
	if err := table.write(&file, rows); err != nil {
		t.Fatal(err)
	}
	in := strings.NewReader(strings.Join(columns, ",") + "\n" + file.String())
	b, err := newBlocks(table, in)
	if err != nil {
		t.Fatal(err)
	}
	got, err := b.next()
	if err != nil {
		t.Fatal(err)
	}
	// A table that opens in a spreadsheet must not compute.
	if name := got[2].Picture; strings.HasPrefix(name, "=") || !strings.Contains(name, ".png") {
		t.Errorf("the picture is called %q", name)
	}
	got[2].Picture = rows[2].Picture
	for i := range rows {
		got[i].Setting, rows[i].Setting = got[i].Setting.Key(), rows[i].Setting.Key()
		if !reflect.DeepEqual(got[i], rows[i]) {
			t.Errorf("row %d:\n%+v\nwas written as\n%+v", i, got[i], rows[i])
		}
	}
}
