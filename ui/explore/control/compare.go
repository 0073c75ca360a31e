package control

import "foolscope/ui/explore/choice"

// CompareNothing ends a comparison.
func (c *Controller) CompareNothing() {
	c.change(func(s *choice.Settings) { s.Compare = choice.Comparison{} })
}

// CompareAttack puts a second attack beside the first, with the values that it
// had the last time. Where its strength has the unit of the first one's, it
// begins there.
func (c *Controller) CompareAttack(key string) {
	c.change(func(s *choice.Settings) { s.Compare = choice.Comparison{With: choice.SecondAttack, Attack: key} })
}

// SetCompareValue changes one parameter of the second attack.
func (c *Controller) SetCompareValue(key string, value float64) {
	c.changeValue("compare "+key, func(s *choice.Settings) {
		if s.Compare.With == choice.SecondAttack {
			s.Compare.Values[key] = value
		}
	})
}

// CompareModel puts a second network beside the first: the one in the ONNX file
// at path, or the one that came with the program if path is empty.
func (c *Controller) CompareModel(path string) {
	c.change(func(s *choice.Settings) { s.Compare = choice.Comparison{With: choice.SecondModel, Model: path} })
}
