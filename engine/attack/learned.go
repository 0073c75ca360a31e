package attack

import (
	"fmt"
	"math/rand/v2"
	"os"
	"sync"
	"time"

	"foolscope/engine/param"
)

// learnedFile is the parameter of attacks that learn from many pictures: the file of what was
// learned.
var learnedFile = param.Param{
	Key: "learned", Name: "Learned", Kind: param.File, Endings: []string{".json"},
	Explanation: "The file of what the attack learned from many pictures: foolscope learn writes one.",
}

// passes is how often an attack that learns looks at every picture.
var passes = param.Param{
	Key: "passes", Name: "Passes", Kind: param.Integer,
	Min: 1, Max: 100, Default: 5, Step: 1,
	Explanation: "How often the attack looks at every picture that it learns from. It means nothing once it has learned.",
}

// Learned reads what the values of an attack that has a Fit name as the file of what it learned.
func (a *Attack) Learned(v param.Values) (*Fitted, error) {
	path, _ := param.TextOf(v[learnedFile.Key])
	if path == "" {
		return nil, fmt.Errorf("%s has to learn from pictures before it attacks one; choose the file of what it learned, which foolscope learn writes", a.Name)
	}
	return learned.read(path)
}

// learned remembers the file that was read last, because every picture of an experiment asks for it.
var learned lastRead

type lastRead struct {
	mu     sync.Mutex
	path   string
	size   int64
	at     time.Time
	fitted *Fitted
}

// read returns what is in a file, which it reads again if it has changed.
func (l *lastRead) read(path string) (*Fitted, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	info, err := os.Stat(path)
	if err == nil && l.fitted != nil && path == l.path && info.Size() == l.size && info.ModTime().Equal(l.at) {
		return l.fitted, nil
	}
	f, readErr := ReadFitted(path)
	if readErr != nil {
		return nil, readErr
	}
	if err == nil {
		l.path, l.size, l.at, l.fitted = path, info.Size(), info.ModTime(), f
	}
	return f, nil
}

// batchSize is how many pictures are learned from at a time.
const batchSize = 8

// shuffled returns the batches of a pass over n pictures, in an order that the seed and the number
// of the pass decide.
func shuffled(n int, seed uint64, pass int) [][]int {
	order := rand.New(rand.NewPCG(seed, uint64(pass))).Perm(n)
	var out [][]int
	for len(order) > 0 {
		size := min(batchSize, len(order))
		out = append(out, order[:size])
		order = order[size:]
	}
	return out
}
