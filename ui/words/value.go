package words

import (
	"golang.org/x/text/message"

	"foolscope/engine/param"
)

// Whole writes a count with the sign of the language between thousands.
func Whole(n int) string { return message.NewPrinter(now().tag).Sprintf("%d", n) }

// Value writes a value of a parameter as people read it, without its unit.
func Value(p param.Param, value float64) string {
	if p.Kind == param.Number || p.Kind == param.Integer {
		return Numeral(p.Format(value))
	}
	return FromEngine(p.Format(value))
}
