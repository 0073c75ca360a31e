package control

import (
	"context"
	"slices"
	"testing"

	"foolscope/engine/attack"
	"foolscope/engine/defense"
	"foolscope/engine/param"
	"foolscope/engine/pixel"
	"foolscope/engine/trial"
	"foolscope/ui/explore/choice"
	"foolscope/ui/story"
)

// level is an attack that gives every value a level of its own choice; exact is
// what it had before rounding.
func level(exact, rounded float32, needs attack.Needs) *attack.Attack {
	filled := func(like *pixel.Image, value float32) *pixel.Image {
		im := like.Clone()
		for i := range im.Pix {
			im.Pix[i] = value
		}
		return im
	}
	set := param.Set{{Key: "amount", Name: "Amount", Max: 1, Step: 1}}
	return &attack.Attack{
		Key: "level", Name: "Level", Params: set, Strength: "amount", Needs: needs,
		Run: func(ctx context.Context, job attack.Job) (*attack.Result, error) {
			im := filled(job.Image, rounded)
			logits, err := attack.LogitsOf(ctx, job.Model, im)
			return &attack.Result{Image: im, Exact: filled(job.Image, exact), Logits: logits}, err
		},
	}
}

// hiding is the fake defence, said to hide its gradient or not.
func hiding(hides bool) *defense.Defense {
	d := darken()
	d.HidesGradient = hides
	return d
}

// The network says "bright" above one half, and the picture is dark.
func TestLimits(t *testing.T) {
	const dark, bright, threshold = 127.0 / 255, 130.0 / 255, 0.501
	tests := []struct {
		name   string
		attack *attack.Attack
		edit   func(o *options, s *choice.Settings)
		want   []story.Limit
	}{
		{"an honest success", level(bright, bright, attack.Gradients), nil, nil},
		{"an honest failure", level(dark, dark, attack.Gradients), nil, nil},
		{"lost by rounding", level(threshold, dark, attack.Gradients), nil, []story.Limit{story.OnlyUnrounded}},
		{"wrong before", level(bright, bright, attack.Gradients), func(o *options, s *choice.Settings) { o.Samples[0].Truth = "bright" }, []story.Limit{story.AlreadyWrong}},
		{"right before", level(bright, bright, attack.Gradients), func(o *options, s *choice.Settings) { o.Samples[0].Truth = "dark" }, nil},
		{"there before", level(dark, dark, attack.Gradients), func(o *options, s *choice.Settings) { s.Goal = trial.Goal{Kind: trial.Chosen, Class: 0} }, []story.Limit{story.AlreadyThere}},
		{"another goal", level(bright, bright, attack.Gradients), func(o *options, s *choice.Settings) { s.Goal = trial.Goal{Kind: trial.Chosen, Class: 1} }, nil},
		{"saved by a defence that hides", level(bright, bright, attack.Gradients), func(o *options, s *choice.Settings) {
			o.Defenses, s.Defense = []*defense.Defense{hiding(true)}, "darken"
		}, []story.Limit{story.HiddenGradient}},
		{"saved by one that does not", level(bright, bright, attack.Gradients), func(o *options, s *choice.Settings) {
			o.Defenses, s.Defense = []*defense.Defense{hiding(false)}, "darken"
		}, nil},
		{"noise follows no gradient", level(bright, bright, attack.Nothing), func(o *options, s *choice.Settings) {
			o.Defenses, s.Defense = []*defense.Defense{hiding(true)}, "darken"
		}, nil},
		{"not saved", level(0.9, 0.9, attack.Gradients), func(o *options, s *choice.Settings) {
			o.Defenses, s.Defense = []*defense.Defense{hiding(true)}, "darken"
		}, nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			w := watch(t, func(o *options) {
				o.Attacks = []*attack.Attack{test.attack}
				o.Start = func(s *choice.Settings) {
					if test.edit != nil {
						test.edit(o, s)
					}
				}
				if test.edit != nil {
					test.edit(o, &choice.Settings{})
				}
			})
			if got := w.settled().Result.Limits; !slices.Equal(got, test.want) {
				t.Errorf("%v, want %v", got, test.want)
			}
		})
	}
}

// Which of the registered defences hide their gradient.
func TestDefensesThatHideTheirGradient(t *testing.T) {
	var hide []string
	for _, d := range defense.All() {
		if d.HidesGradient {
			hide = append(hide, d.Key)
		}
	}
	if want := []string{"median", "jpeg", "bits"}; !slices.Equal(hide, want) {
		t.Errorf("%v, want %v", hide, want)
	}
}
