package state

import (
	"context"

	"foolscope/engine/attack"
	"foolscope/engine/classifier"
	"foolscope/engine/param"
	"foolscope/engine/pixel"
)

// pointBeside computes what the second column says where a parameter of the
// first attack has the value x; attacked is the picture of the first. It
// returns nil if there is no second column, or a second attack without such a
// parameter.
func (c *Controller) pointBeside(ctx context.Context, b *bench, snap Snapshot, varied param.Param, x float64, attacked *pixel.Image) ([]float64, error) {
	s := snap.Settings.clone()
	second := snap.Beside()
	if second == nil || second.AttackedClass < 0 {
		return nil, nil
	}
	if s.Compare.With == SecondModel {
		model := b.guest.model
		if s.Compare.Model == b.path {
			model = b.model
		}
		logits, err := model.Logits(ctx, model.Fit(attacked))
		if err != nil {
			return nil, err
		}
		return classifier.Softmax(logits), nil
	}
	a, _ := c.attack(s.Compare.Attack)
	if p, ok := a.Params.Find(varied.Key); !ok || p.Unit != varied.Unit || p.Check(x) != nil {
		return nil, nil
	}
	s.Compare.Values[varied.Key] = x
	done, err := a.Run(ctx, attack.Job{
		Model: b.memo, Image: b.original, Goal: goal(snap.Result.CleanClass, snap.Result.Target),
		Values: s.Compare.Values, Seed: s.Seed,
	})
	if err != nil {
		return nil, err
	}
	return classifier.Softmax(done.Logits), nil
}

// secondLines are those of the second column: of a second attack the goal and
// the strongest wrong class, as for the first; of a second network how sure it
// stays of its own answer.
func (s Snapshot) secondLines(clean, target int) []Series {
	second := s.Beside()
	if second == nil {
		return nil
	}
	var points []Point
	for _, p := range s.Sweep.Points {
		if p.Second != nil {
			points = append(points, p)
		}
	}
	if len(points) == 0 {
		return nil
	}
	of := func(p Point) []float64 { return p.Second }
	var lines []Series
	switch {
	case s.Settings.Compare.With == SecondAttack:
		lines = s.wrongLines(points, ", attacked", of, clean, target)[:1]
	case second.CleanClass >= 0:
		// The points may be there before the network's answer to this picture.
		lines = []Series{classLine(points, second.Model.Label(second.CleanClass)+", attacked", RoleOriginal, of, second.CleanClass)}
	}
	for i := range lines {
		line := &lines[i]
		line.Second, line.Dashed, line.Name = true, true, "B: "+line.Name
		for k := range line.Names {
			line.Names[k] = "B: " + line.Names[k]
		}
	}
	return lines
}
