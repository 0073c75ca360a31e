package defense

// registry lists the defences in the order in which they are shown: from the
// plainest filter to those that take the picture apart.
var registry = []*Defense{boxBlur, gaussianBlur, median, totalVariation, nonLocal, jpegCompression, pca, bitDepth, resizePad}

// All lists the defences in the order in which they are shown. No defence at
// all is not among them.
func All() []*Defense { return append([]*Defense(nil), registry...) }

// Keys lists the keys of All.
func Keys() []string {
	out := make([]string, len(registry))
	for i, d := range registry {
		out[i] = d.Key
	}
	return out
}

// Find returns the defence with the given key.
func Find(key string) (*Defense, bool) {
	for _, d := range registry {
		if d.Key == key {
			return d, true
		}
	}
	return nil, false
}
