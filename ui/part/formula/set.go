package formula

import "strings"

// Lengths as parts of the size of the type, after the habits of TeX.
const (
	scriptSize  = 0.72
	smallest    = 0.6 // of the formula's own size
	axis        = 0.25
	ruleThick   = 0.055
	gapBinary   = 0.2
	gapRelation = 0.28
	gapComma    = 0.2
	gapQuad     = 1.6
	gapWord     = 0.16
	bigOperator = 1.35
	raise       = 0.36
	lower       = 0.17
)

// setter sets nodes; numbers are what live names stand for.
type setter struct {
	numbers map[string]string
	least   float32
}

// unknown stands for a number that nobody knows yet.
const unknown = "…"

func (s setter) set(n node, size float32) box {
	switch n := n.(type) {
	case symbol:
		return s.symbol(n, size)
	case live:
		text, ok := s.numbers[n.name]
		if !ok || text == "" {
			text = unknown
		}
		return typed(text, size, Bold, true)
	case list:
		return s.list(n, size)
	case scripts:
		return s.scripts(n, size)
	case fraction:
		return s.fraction(n, size)
	case root:
		return s.root(n, size)
	case hat:
		return s.hat(n, size)
	case fence:
		return s.fence(n, size)
	}
	panic("formula: a node of unknown kind")
}

func (s setter) symbol(n symbol, size float32) box {
	switch {
	case n.text == "‖":
		// The sign of the font has its bars so close that they become one.
		bar, out := typed("|", size, Roman, false), box{}
		out.add(bar, 0, 0)
		out.add(bar, gapWord*size, 0)
		return out
	case n.class == quad:
		return box{wide: gapQuad * size}
	case n.text == "∑":
		b := typed(n.text, bigOperator*size, Roman, false)
		return b
	case n.class == variable:
		return typed(n.text, size, Italic, false)
	}
	return typed(n.text, size, Roman, false)
}

// list sets a row of nodes and the space between them.
func (s setter) list(nodes list, size float32) box {
	var out box
	for i, n := range nodes {
		before, after := float32(0), float32(0)
		switch classAt(nodes, i) {
		case binary:
			// A sign without anything before it belongs to what follows.
			if i > 0 && !opens(classAt(nodes, i-1)) {
				before, after = gapBinary, gapBinary
			}
		case relation:
			before, after = gapRelation, gapRelation
		case separator:
			after = gapComma
		case operator:
			before, after = gapWord, gapWord
		case upright:
			// Words keep apart from the letters beside them.
			if i > 0 && isWord(n) && !opens(classAt(nodes, i-1)) {
				before = gapWord
			}
			if i+1 < len(nodes) && (isWord(n) || isNabla(n)) && classAt(nodes, i+1) <= upright && !isFence(nodes[i+1]) {
				after = gapWord
			}
		}
		if i == 0 {
			before = 0
		}
		if t, ok := n.(symbol); ok && t.text == "/" {
			before, after = 0, 0
		}
		out.add(s.set(n, size), out.wide+before*size, 0)
		out.wide += after * size
	}
	return out
}

func opens(c class) bool { return c == binary || c == relation || c == separator || c == quad }

// classAt is the class of a node, seen through its indices.
func classAt(nodes list, i int) class { return classOfNode(nodes[i]) }

func classOfNode(n node) class {
	switch n := n.(type) {
	case symbol:
		return n.class
	case scripts:
		return classOfNode(n.base)
	}
	return upright
}

func isWord(n node) bool {
	switch n := n.(type) {
	case symbol:
		return n.class == upright && len(n.text) > 1 && isASCIILetter(rune(n.text[0])) && !strings.Contains(n.text, " ")
	case scripts:
		return isWord(n.base)
	}
	return false
}

// isNabla reports whether a node is the gradient, which keeps apart from what it
// is taken of.
func isNabla(n node) bool {
	s, ok := n.(scripts)
	return ok && s.base == symbol{"∇", upright}
}

func isFence(n node) bool {
	_, ok := n.(fence)
	return ok
}

func (s setter) scripts(n scripts, size float32) box {
	base := s.set(n.base, size)
	small := max(scriptSize*size, s.least)
	if classOfNode(n.base) == operator {
		return s.limits(n, base, small, size)
	}
	out := base
	var wide float32
	if n.prime {
		b := typed("′", size, Roman, false)
		out.add(b, base.wide, 0)
		wide = b.wide
	}
	if n.below != nil {
		b := s.set(n.below, small)
		out.add(b, base.wide, max(lower*size, base.down-below*small))
		wide = max(wide, b.wide)
	}
	if n.above != nil {
		b := s.set(n.above, small)
		out.add(b, base.wide+0.04*size, -max(raise*size, base.up-0.45*small-b.down*0.3))
		wide = max(wide, b.wide)
	}
	out.wide = base.wide + wide + 0.06*size
	return out
}

// limits sets the indices of an operator below and above it.
func (s setter) limits(n scripts, base box, small, size float32) box {
	var under, over box
	if n.below != nil {
		under = s.set(n.below, small)
	}
	if n.above != nil {
		over = s.set(n.above, small)
	}
	wide := max(base.wide, under.wide, over.wide)
	var out box
	out.add(base, (wide-base.wide)/2, 0)
	if n.below != nil {
		out.add(under, (wide-under.wide)/2, base.down+under.up)
	}
	if n.above != nil {
		out.add(over, (wide-over.wide)/2, -base.up-over.down-0.05*size)
	}
	out.wide = wide
	return out
}

func (s setter) fraction(n fraction, size float32) box {
	small := max(0.9*size, s.least)
	top, bottom := s.set(n.above, small), s.set(n.below, small)
	pad, thick := 0.12*size, ruleThick*size
	wide := max(top.wide, bottom.wide) + 2*pad
	var out box
	out.add(top, (wide-top.wide)/2, -axis*size-0.14*size-top.down)
	out.add(bottom, (wide-bottom.wide)/2, -axis*size+0.18*size+bottom.up)
	out.rule(0, -axis*size, wide, -axis*size, thick)
	out.wide = wide
	return out
}

func (s setter) root(n root, size float32) box {
	inner := s.set(n.inner, size)
	thick, gap := ruleThick*size, 0.12*size
	top, bottom := -inner.up-gap, inner.down
	lead := 0.62 * size
	var out box
	out.add(inner, lead+gap/2, 0)
	tick := -0.3 * size
	out.rule(0, tick+0.07*size, 0.14*size, tick, thick)
	out.rule(0.14*size, tick, 0.36*size, bottom, 1.7*thick)
	out.rule(0.36*size, bottom, lead, top, thick)
	out.rule(lead, top, lead+inner.wide+gap, top, thick)
	out.up, out.wide = inner.up+2*gap, lead+inner.wide+gap
	return out
}

func (s setter) hat(n hat, size float32) box {
	out := s.set(n.inner, size)
	sign := typed("ˆ", size, Roman, false)
	rise := 0.05 * size
	if low(n.inner) {
		rise = -0.02 * size
	} else {
		rise += 0.16 * size
	}
	wide := out.wide
	out.add(sign, (wide-sign.wide)/2+0.06*size, -rise)
	out.wide = wide
	return out
}

// low reports whether a node is a letter without an upper part.
func low(n node) bool {
	row, ok := n.(list)
	if !ok || len(row) != 1 {
		return false
	}
	letter, ok := row[0].(symbol)
	return ok && strings.Contains("acemnorsuvwxzgpqyεμσ", letter.text)
}

// fence sets brackets, larger ones around what is high.
func (s setter) fence(n fence, size float32) box {
	inner := s.set(n.inner, size)
	side, shift := size, float32(0)
	if high := inner.up + inner.down; high > 1.25*size {
		side = high * 1.02
		// The middle of the bracket goes to the middle of what it holds.
		shift = (inner.down-inner.up)/2 + (above-below)/2*side
	}
	left, right := typed(n.left, side, Roman, false), typed(n.right, side, Roman, false)
	var out box
	out.add(left, 0, shift)
	out.add(inner, left.wide, 0)
	out.add(right, left.wide+inner.wide, shift)
	return out
}
