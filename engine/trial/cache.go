package trial

// cache keeps what was used last, by key, within a number of bytes. The last
// two stay however large they are: a comparison has two columns.
type cache[T any] struct {
	limit, held int
	// kept is in the order of the last use, the latest first.
	kept []kept[T]
}

type kept[T any] struct {
	key   string
	value T
	bytes int
}

// keptAtLeast is how many values a cache keeps whatever their size.
const keptAtLeast = 2

func (c *cache[T]) get(key string) (value T, ok bool) {
	for i, k := range c.kept {
		if k.key == key {
			copy(c.kept[1:], c.kept[:i])
			c.kept[0] = k
			return k.value, true
		}
	}
	return value, false
}

func (c *cache[T]) put(key string, value T, bytes int) {
	c.kept = append([]kept[T]{{key, value, bytes}}, c.without(key)...)
	c.held += bytes
	for len(c.kept) > keptAtLeast && c.held > c.limit {
		last := len(c.kept) - 1
		c.held -= c.kept[last].bytes
		c.kept[last] = kept[T]{}
		c.kept = c.kept[:last]
	}
}

// without drops what stood under a key.
func (c *cache[T]) without(key string) []kept[T] {
	for i, k := range c.kept {
		if k.key == key {
			c.held -= k.bytes
			return append(c.kept[:i:i], c.kept[i+1:]...)
		}
	}
	return c.kept
}
