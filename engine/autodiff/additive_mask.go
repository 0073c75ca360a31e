package autodiff

// A gradient is masked without a product. An additive mask is 0 where the gradient passes
// and very large where it does not, and (g + mask) - mask is g or 0: of g, nothing is left
// in so large a sum. Convolutions of onnxruntime add to what is there already, so that the
// sum costs nothing behind one, and the difference is a depthwise convolution, half as much
// as a product.

// leastMask is the least magnitude of an additive mask where it is not 0: gradients below
// 2^36 do not pass.
const leastMask = 1 << 60

// leastBound is the least upper bound that has room for what counts as 0.
const leastBound = 1.0 / (1 << 12)

// passAbove is dy where x > 0 and 0 elsewhere; x is nowhere negative. Values below 2^-67
// count as 0.
func (b *builder) passAbove(dy, x string) string {
	if !b.behindConvolution(dy, x) {
		return b.mul(dy, b.above(x, 0))
	}
	return b.passUnmasked(b.unary("Relu", b.affine(x, -(1<<127), leastMask)), dy)
}

// passBetween is dy where low < x < high and 0 elsewhere; x lies in [low, high].
// Values within 2^-66 of a lower bound of 0 may count as it.
func (b *builder) passBetween(dy, x string, low, high float32) string {
	if !b.behindConvolution(dy, x) || low != 0 || high < leastBound || high > largestBound {
		return b.mul(dy, b.between(x, low, high))
	}
	return b.passUnmasked(b.outside(x, high, 1<<127, leastMask), dy)
}

// behindConvolution reports whether a convolution computes dy in the blocked layout, in
// which it stays if x is in it.
func (b *builder) behindConvolution(dy, x string) bool {
	return b.blocked(x) && is(b.producer(dy), "Conv")
}

// passUnmasked is dy where the additive mask is 0, and 0 elsewhere. A convolution writes to
// what it adds to, hence the copy.
func (b *builder) passUnmasked(mask, dy string) string {
	sum := b.binary("Add", dy, b.eachTimes(mask, 1))
	return b.binary("Add", b.eachTimes(mask, -1), sum)
}

// eachTimes is factor x in the blocked layout.
func (b *builder) eachTimes(x string, factor float32) string {
	return b.gatherTaps(x, b.shape(x)[2:], []int64{1, 1}, tap{weight: factor})
}
