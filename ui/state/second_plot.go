package state

import (
	"context"

	"foolscope/engine/attack"
	"foolscope/engine/classifier"
	"foolscope/engine/pixel"
)

// pointBeside computes what the second column says at one strength of the
// attack, whose parameter is key; attacked is the picture of the first. It returns nil if there is no
// second column, or none whose strength is the first one's.
func (c *Controller) pointBeside(ctx context.Context, b *bench, snap Snapshot, key string, x float64, attacked *pixel.Image) ([]float64, error) {
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
	s.Values[key] = x
	strength, shared := c.sharedStrength(s)
	if !shared {
		return nil, nil
	}
	s.Compare.Values[strength] = x
	a, _ := c.attack(s.Compare.Attack)
	done, err := a.Run(ctx, attack.Job{
		Model: b.memo, Image: b.original, Goal: goal(snap.Result.CleanClass, snap.Result.Target),
		Values: s.Compare.Values, Seed: s.Seed,
	})
	if err != nil {
		return nil, err
	}
	return classifier.Softmax(done.Logits), nil
}

// secondLine is the line of the second column: of a second attack how sure the
// network is of the class that the first one reached, of a second network how
// sure it stays of its own answer.
func (s Snapshot) secondLine(clean, rival int) []Series {
	second := s.Beside()
	if second == nil {
		return nil
	}
	class, role := rival, RoleAttacked
	if s.Settings.Compare.With == SecondModel {
		class, role = second.CleanClass, RoleOriginal
	}
	if class < 0 {
		return nil
	}
	line := Series{Name: "B: " + second.Model.Label(class) + ", attacked", Role: role, Second: true}
	for _, p := range s.Sweep.Points {
		if class < len(p.Second) {
			line.X, line.Y = append(line.X, p.X), append(line.Y, 100*p.Second[class])
		}
	}
	if len(line.X) == 0 {
		return nil
	}
	return []Series{line}
}
