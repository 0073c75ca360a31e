package part

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

const ellipsis = "…"

var bold = fyne.TextStyle{Bold: true}

// write sets everything that a line of text needs.
func (b *base) write(t *canvas.Text, text string, size fyne.ThemeSizeName, ink fyne.ThemeColorName, style fyne.TextStyle) {
	t.Text = text
	t.TextSize = b.length(size)
	t.Color = b.color(ink)
	t.TextStyle = style
}

// fit puts t into a box, cutting its text to the box's width.
func fit(t *canvas.Text, text string, x, y, w, h float32) {
	t.Text = ellipsize(text, t.TextSize, t.TextStyle, w)
	Put(t, x, y, w, h)
}

// ellipsize returns text, or its longest beginning that fits in width
// together with an ellipsis; at worst the ellipsis alone.
func ellipsize(text string, size float32, style fyne.TextStyle, width float32) string {
	// Half a unit forgives the rounding of layouts.
	width += 0.5
	if text == "" || widthOf(text, size, style) <= width {
		return text
	}
	runes := []rune(text)
	fits, not := 0, len(runes)
	// To measure is what costs: letters are about as wide as others, so that the
	// first places to look at are told by proportion.
	short, long := widthOf(ellipsis, size, style), widthOf(text+ellipsis, size, style)
	for round := 0; fits+1 < not; round++ {
		middle := (fits + not) / 2
		if round < 4 && long > short {
			share := (width - short) / (long - short)
			middle = min(max(fits+int(share*float32(not-fits)), fits+1), not-1)
		}
		if wide := widthOf(string(runes[:middle])+ellipsis, size, style); wide <= width {
			fits, short = middle, wide
		} else {
			not, long = middle, wide
		}
	}
	return strings.TrimRight(string(runes[:fits]), " ,") + ellipsis
}

// curveName shortens the name of a curve, such as "stop, after defence", until it
// fits in width. What stands behind the last comma tells curves of one class
// apart, so it is what comes before that is cut.
func curveName(text string, size float32, style fyne.TextStyle, width float32) string {
	comma := strings.LastIndex(text, ", ")
	if comma < 0 || widthOf(text, size, style) <= width {
		return ellipsize(text, size, style, width)
	}
	head, tail := text[:comma], text[comma:]
	return ellipsize(head, size, style, width-widthOf(tail, size, style)) + tail
}

// fitting is the first of some texts that fits in width, from the longest to the
// shortest; "" if none does.
func fitting(texts []string, size float32, style fyne.TextStyle, width float32) string {
	for _, text := range texts {
		if widthOf(text, size, style) <= width+0.5 {
			return text
		}
	}
	return ""
}

// unbroken are the words of a text, between which lines may be broken: a number
// and its percent sign are one.
func unbroken(text string) []string {
	var out []string
	for _, word := range strings.Fields(text) {
		if last := len(out) - 1; word == "%" && last >= 0 {
			out[last] += " %"
			continue
		}
		out = append(out, word)
	}
	return out
}

// wrap breaks text into lines of at most width, between words. A word that is
// longer than a line stays whole.
func wrap(text string, size float32, style fyne.TextStyle, width float32) []string {
	var lines []string
	for _, paragraph := range strings.Split(text, "\n") {
		words := unbroken(paragraph)
		for len(words) > 0 {
			n := firstLine(words, size, style, width)
			lines = append(lines, strings.Join(words[:n], " "))
			words = words[n:]
		}
		if strings.TrimSpace(paragraph) == "" {
			lines = append(lines, "")
		}
	}
	return lines
}

// firstLine is how many words fit in width, at least one. To measure is what costs: about as
// many as their share of all letters are tried first.
func firstLine(words []string, size float32, style fyne.TextStyle, width float32) int {
	fits := func(n int) bool { return widthOf(strings.Join(words[:n], " "), size, style) <= width }
	all := strings.Join(words, " ")
	wide := widthOf(all, size, style)
	if wide <= width || len(words) == 1 {
		return len(words)
	}
	n, letters := 0, float32(len(all))*width/wide
	for n < len(words) && letters > 0 {
		letters -= float32(len(words[n]) + 1)
		n++
	}
	n = min(max(n, 1), len(words)-1)
	if fits(n) {
		for n+1 < len(words) && fits(n+1) {
			n++
		}
		return n
	}
	for n > 1 && !fits(n) {
		n--
	}
	return n
}

// twoLines breaks text into two lines between words: such that both fit and the
// longer one is as short as it can be, or else with as much as fits in the first.
func twoLines(text string, size float32, style fyne.TextStyle, width float32) (head, tail string) {
	words := unbroken(text)
	best := float32(0)
	for i := 1; i < len(words); i++ {
		a, b := strings.Join(words[:i], " "), strings.Join(words[i:], " ")
		first, second := widthOf(a, size, style), widthOf(b, size, style)
		long := max(first, second)
		if head == "" || first <= width && (best > width || long < best) {
			head, tail, best = a, b, long
		}
	}
	if head == "" {
		return text, ""
	}
	return head, tail
}
