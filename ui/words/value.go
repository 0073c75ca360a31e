package words

import "foolscope/engine/param"

// Value writes a value of a parameter as people read it, without its unit.
func Value(p param.Param, value float64) string {
	if p.Kind == param.Number || p.Kind == param.Integer {
		return Numeral(p.Format(value))
	}
	return FromEngine(p.Format(value))
}
