package param

import (
	"math"
	"sync"
)

// The texts that numbers stand for, in the order in which they were first
// asked for. A process meets few: paths that somebody chose, and names read
// from JSON.
var texts struct {
	sync.Mutex
	list  []string
	index map[string]int
}

// textBase is the bits of the number of the first text, 2^1023; the next ones
// follow it without a gap. No parameter has numbers as large, so a text is
// never taken for a number, and no range that has been checked admits it.
const textBase = 0x7fe0_0000_0000_0000

// Text returns the number that stands for a text in Values: the same for the
// same text as long as the process lives, and another for any other text. It
// is 0 for "". It must not be stored: JSON and Format write the text itself.
func Text(text string) float64 {
	if text == "" {
		return 0
	}
	texts.Lock()
	defer texts.Unlock()
	i, ok := texts.index[text]
	if !ok {
		if texts.index == nil {
			texts.index = map[string]int{}
		}
		i = len(texts.list)
		texts.list = append(texts.list, text)
		texts.index[text] = i
	}
	return math.Float64frombits(textBase + uint64(i))
}

// TextOf returns the text that a number stands for, and whether it stands for
// one; 0 stands for "".
func TextOf(value float64) (text string, ok bool) {
	if value == 0 {
		return "", true
	}
	bits := math.Float64bits(value)
	if bits < textBase || bits > math.Float64bits(math.MaxFloat64) {
		return "", false
	}
	texts.Lock()
	defer texts.Unlock()
	if i := bits - textBase; i < uint64(len(texts.list)) {
		return texts.list[i], true
	}
	return "", false
}
