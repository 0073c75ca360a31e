package state

import (
	"context"

	"foolscope/engine/attack"
	"foolscope/engine/param"
	"foolscope/engine/pixel"
)

// pointBeside adds to a point what the second column says where a parameter of
// the first attack has the point's value; attacked and defended, which may be
// nil, are the pictures of the first. It adds nothing if there is no second
// column, or a second attack without such a parameter.
func (c *Controller) pointBeside(ctx context.Context, b *bench, snap Snapshot, varied param.Param, point *Point, attacked, defended *pixel.Image) error {
	s := snap.Settings.clone()
	second := snap.Beside()
	if second == nil || second.AttackedClass < 0 {
		return nil
	}
	if s.Compare.With == SecondModel {
		model := b.guest.model
		if s.Compare.Model == b.path {
			model = b.model
		}
		return pointOf(ctx, model, point, attacked, defended)
	}
	a, _ := c.attack(s.Compare.Attack)
	if p, ok := a.Params.Find(varied.Key); !ok || p.Unit != varied.Unit || p.Check(point.X) != nil {
		return nil
	}
	s.Compare.Values[varied.Key] = point.X
	done, err := a.Run(ctx, attack.Job{
		Model: b.memo, Image: b.original, Goal: goal(snap.Result.CleanClass, snap.Result.Target),
		Independent: b.info.Independent, Values: s.Compare.Values, Seed: s.Seed,
	})
	if err != nil {
		return err
	}
	point.Second = b.info.probabilities(done.Logits)
	if d, ok := c.defense(s.Defense); ok {
		_, scores, err := b.defend(ctx, d, s, done.Image)
		if err != nil {
			return err
		}
		point.SecondDefended = b.info.probabilities(scores)
	}
	return nil
}

// pointOf adds what a second network says of the pictures that were made for the
// first.
func pointOf(ctx context.Context, model Model, point *Point, attacked, defended *pixel.Image) error {
	logits, err := model.Logits(ctx, model.Fit(attacked))
	if err != nil {
		return err
	}
	point.Second = model.Info().probabilities(logits)
	if defended == nil {
		return nil
	}
	if logits, err = model.Logits(ctx, model.Fit(defended)); err != nil {
		return err
	}
	point.SecondDefended = model.Info().probabilities(logits)
	return nil
}

// secondLines are those of the second column: of a second attack the goal and
// the strongest wrong class, as for the first; of a second network how sure it
// stays of its own answer. Both say what the defence brings back.
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
	defended := func(p Point) []float64 { return p.SecondDefended }
	var lines []Series
	own := clean
	switch {
	case s.Settings.Compare.With == SecondAttack:
		lines = s.wrongLines(points, ", attacked", of, clean, target)[:1]
	case second.CleanClass >= 0:
		// The points may be there before the network's answer to this picture.
		own = second.CleanClass
		lines = []Series{classLine(points, second.Model.Label(own)+", attacked", RoleOriginal, of, own)}
	}
	if len(lines) > 0 && points[0].SecondDefended != nil {
		lines = append(lines, classLine(points, second.Model.Label(own)+", after defence", RoleDefended, defended, own))
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
