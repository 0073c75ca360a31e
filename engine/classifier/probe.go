package classifier

import (
	"context"
	"math"
	"math/rand/v2"

	"foolscope/engine/pixel"
)

// How many pictures a network is asked about when it is opened, at most, to see
// what its scores are. Those of most networks tell with the first.
const (
	probes      = 4
	heavyProbes = 2
)

// probePicture is noise of a colour and a strength of its own.
func probePicture(width, height, n int) *pixel.Image {
	random := rand.New(rand.NewPCG(uint64(n), 1))
	im := pixel.New(width, height)
	for c := range 3 {
		middle, strength := random.Float32(), random.Float32()
		plane := im.Plane(c)
		for i := range plane {
			plane[i] = min(max(middle+strength*(random.Float32()-0.5), 0), 1)
		}
	}
	return im.Round()
}

// kinds are what scores may be in the light of those seen so far.
type kinds struct{ sumsToOne, sumsToHundred, withinOne bool }

// see takes the scores of one more picture into account.
func (k *kinds) see(scores []float32) {
	const rounding = 1e-3
	sum, low, high := 0.0, math.Inf(1), math.Inf(-1)
	for _, v := range scores {
		sum += float64(v)
		low, high = min(low, float64(v)), max(high, float64(v))
	}
	k.sumsToOne = k.sumsToOne && low >= -1e-6 && math.Abs(sum-1) <= rounding
	k.sumsToHundred = k.sumsToHundred && low >= -1e-4 && math.Abs(sum-100) <= 100*rounding
	k.withinOne = k.withinOne && low >= 0 && high <= 1
}

func (k kinds) open() bool { return k.sumsToOne || k.sumsToHundred || k.withinOne }

// probe asks the network about a few pictures, until it is plain that its scores
// are logits, and returns what they are. It also counts the classes.
func (c *Classifier) probe(ctx context.Context) (classes int, found kinds, err error) {
	n := c.network
	found = kinds{true, true, true}
	most := probes
	if n.heavy {
		most = heavyProbes
	}
	for i := 0; i < most && found.open(); i++ {
		im := probePicture(int(n.dims[2]), int(n.dims[1]), i)
		scores, err := c.scores(ctx, [][]float32{im.Pix})
		if err != nil {
			return 0, found, err
		}
		found.see(scores[0])
		classes = len(scores[0])
	}
	return classes, found, nil
}

// concluded is the finding in the light of scores that were seen; kind is what
// the manifest says about them.
func (n *network) concluded(seen kinds, kind string) finding {
	found := n.finding
	if n.classes == 1 {
		found.single = true
	}
	switch {
	case n.sure:
	case !found.single && kind != "sigmoid" && (seen.sumsToOne || seen.sumsToHundred):
		found.read = probabilities
	case seen.withinOne && (found.single || n.made || kind == "sigmoid"):
		found.read, found.probed = shares, !n.made && kind != "sigmoid"
	}
	if found.single && found.read == probabilities {
		found.read = shares
	}
	if found != n.finding {
		found.sure = true
	}
	return found
}
