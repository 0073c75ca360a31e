package randomnet

// inverted describes an inverted residual block: it widens, filters each
// channel by itself, and narrows. A wide of in leaves the first step out.
type inverted struct {
	in, wide, out, kernel, stride int64
	padding                       padding
	active                        func(string) string
	// smooth says that the activation is not a rectifier: see smoothGain.
	smooth bool
	// gate closes channels between the steps, or is nil.
	gate func(x string, channels int64) string
}

func (b *builder) inverted(x string, v inverted) string {
	y := x
	if v.wide != v.in {
		y = v.active(b.norm(b.conv(y, layer{in: v.in, out: v.wide, kernel: 1, linear: true}), v.wide, 1))
	}
	gain := 2.0
	if v.smooth {
		gain = smoothGain
	}
	y = b.conv(y, layer{in: v.wide, out: v.wide, kernel: v.kernel, stride: v.stride, group: v.wide, padding: v.padding, gain: gain})
	y = v.active(b.norm(y, v.wide, 1))
	if v.gate != nil {
		y = v.gate(y, v.wide)
		gain *= gateGain
	}
	narrow := layer{in: v.wide, out: v.out, kernel: 1, gain: gain}
	y = b.conv(y, narrow)
	if v.in != v.out || v.stride != 1 {
		return b.norm(y, v.out, 1)
	}
	return b.add(x, b.norm(y, v.out, residualScale))
}

// stage is a row of the tables that describe such networks: the widening, the
// channels, the number of blocks, the first one's stride, the kernel.
type stage struct{ expansion, channels, count, stride, kernel int64 }

// stages appends the blocks of all rows; shape is what they have in common.
func (b *builder) stages(x string, in int64, rows []stage, shape inverted) (string, int64) {
	for _, s := range rows {
		for i := range b.blocks(s.count) {
			v := shape
			v.in, v.wide, v.out, v.kernel, v.stride = in, in*s.expansion, b.channels(s.channels), s.kernel, 1
			if i == 0 {
				v.stride = s.stride
			}
			x, in = b.inverted(x, v), v.out
		}
	}
	return x, in
}
