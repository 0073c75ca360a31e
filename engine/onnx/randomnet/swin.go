package randomnet

import "foolscope/engine/onnx"

// Swin is Swin-T of Liu et al., "Swin Transformer" (2021): attention within
// windows, which move by half their size in every other block. A window has a
// side of Size/32 tokens, 7 at full size.
func Swin(o Options) *onnx.ModelProto {
	o = o.resolved()
	s := &swin{newBuilder("swin_tiny", o), o.Size / 32}
	h := heads{3, o.channels(32)}
	side := o.Size / 4
	x := s.conv("input", layer{in: 3, out: h.all(), kernel: 4, stride: 4, padding: valid, linear: true, bias: true})
	x = s.layerNorm(s.transpose(x, 0, 2, 3, 1), h.all())
	for i, count := range []int64{2, 2, 6, 2} {
		if i > 0 {
			x = s.merged(x, h.all())
			h.count *= 2
			side /= 2
		}
		for range o.blocks(count / 2) {
			x = s.block(x, side, 0, h)
			// Where one window is all there is, it cannot move.
			shift := s.window / 2
			if side == s.window {
				shift = 0
			}
			x = s.block(x, side, shift, h)
		}
	}
	x = s.mean(s.layerNorm(x, h.all()), false, 1, 2)
	return o.finish(s.builder, "input", s.dense(x, "output", h.all(), o.Classes), -1)
}

// swin works on values [batch, side, side, channels].
type swin struct {
	*builder
	// window is the side of a window, in tokens.
	window int64
}

func (s *swin) block(x string, side, shift int64, h heads) string {
	y := s.layerNorm(x, h.all())
	y = s.rolled(y, shift, side)
	y = s.windows(y, side, h.all())
	y = s.attention(y, side, shift, h)
	y = s.whole(y, side, h.all())
	y = s.rolled(y, side-shift, side)
	x = s.op("Add", nil, x, y)
	return s.op("Add", nil, x, s.perceptron(s.layerNorm(x, h.all()), h.all(), 4*h.all()))
}

// rolled moves the first tokens of both axes to the end.
func (s *swin) rolled(x string, by, side int64) string {
	if by%side == 0 {
		return x
	}
	for _, axis := range []int64{1, 2} {
		x = s.concat(axis, s.slice(x, axis, by, side, 1), s.slice(x, axis, 0, by, 1))
	}
	return x
}

// windows cuts into [batch * windows, tokens, channels].
func (s *swin) windows(x string, side, channels int64) string {
	count := side / s.window
	x = s.reshape(x, -1, count, s.window, count, s.window, channels)
	return s.reshape(s.transpose(x, 0, 1, 3, 2, 4, 5), -1, s.window*s.window, channels)
}

func (s *swin) whole(x string, side, channels int64) string {
	count := side / s.window
	x = s.reshape(x, -1, count, count, s.window, s.window, channels)
	return s.reshape(s.transpose(x, 0, 1, 3, 2, 4, 5), -1, side, side, channels)
}

// attention adds a number that depends on where two tokens lie to each other,
// and hides those that a moved window brought together from across the edge.
func (s *swin) attention(x string, side, shift int64, h heads) string {
	tokens := s.window * s.window
	all := s.linear(x, h.all(), 3*h.all(), true)
	if s.Static {
		all = s.reshape(all, -1, tokens, 3, h.count, h.width)
	} else {
		all = s.batched(all, tokens, 3, h.count, h.width)
	}
	all = s.transpose(all, 2, 0, 3, 1, 4)
	query, key, value := s.pick(all, 0, 0), s.pick(all, 0, 1), s.pick(all, 0, 2)
	scores := s.op("MatMul", nil, s.scaled(query, h.width), s.transpose(key, 0, 1, 3, 2))
	scores = s.op("Add", nil, scores, s.positions(h.count))
	if shift > 0 {
		count := (side / s.window) * (side / s.window)
		scores = s.reshape(scores, -1, count, h.count, tokens, tokens)
		scores = s.op("Add", nil, scores, s.unsqueeze(s.mask(side, shift), 0, 2))
		scores = s.reshape(scores, -1, h.count, tokens, tokens)
	}
	mixed := s.transpose(s.op("MatMul", nil, s.softmax(scores), value), 0, 2, 1, 3)
	return s.linear(s.reshape(mixed, -1, tokens, h.all()), h.all(), h.all(), true)
}

// positions gathers the numbers of all pairs from a table with one row for each
// distance: [1, heads, tokens, tokens].
func (s *swin) positions(count int64) string {
	reach, tokens := 2*s.window-1, s.window*s.window
	table := s.uniform(s.fresh("position"), -0.5, 0.5, reach*reach, count)
	var index []int64
	for i := range tokens {
		for j := range tokens {
			down, right := i/s.window-j/s.window+s.window-1, i%s.window-j%s.window+s.window-1
			index = append(index, down*reach+right)
		}
	}
	rows := s.op("Gather", onnx.Attributes{"axis": 0}, table, s.ints(index...))
	return s.unsqueeze(s.transpose(s.reshape(rows, tokens, tokens, count), 2, 0, 1), 0)
}

// mask is [windows, tokens, tokens]: -100 between tokens of different regions.
func (s *swin) mask(side, shift int64) string {
	region := func(at int64) int64 {
		switch {
		case at < side-s.window:
			return 0
		case at < side-shift:
			return 1
		}
		return 2
	}
	count, tokens := side/s.window, s.window*s.window
	var data []float32
	for w := range count * count {
		of := func(token int64) int64 {
			return 3*region(w/count*s.window+token/s.window) + region(w%count*s.window+token%s.window)
		}
		for i := range tokens {
			for j := range tokens {
				hidden := float32(0)
				if of(i) != of(j) {
					hidden = -100
				}
				data = append(data, hidden)
			}
		}
	}
	return s.constant(onnx.NewFloats("", data, count*count, tokens, tokens))
}

// merged joins four neighbours into one token of twice the channels.
func (s *swin) merged(x string, channels int64) string {
	const end = 1 << 30
	var corners []string
	for _, at := range [][2]int64{{0, 0}, {1, 0}, {0, 1}, {1, 1}} {
		corners = append(corners, s.slice(s.slice(x, 1, at[0], end, 2), 2, at[1], end, 2))
	}
	x = s.layerNorm(s.concat(-1, corners...), 4*channels)
	return s.linear(x, 4*channels, 2*channels, false)
}
