package defense

// A border says which of n elements stands for the one at place i, which may
// lie up to any distance outside.
type border func(i, n int) int

// reflect101 mirrors at the middle of the outermost element: d c b | a b c d |
// c b a. OpenCV's blur does so; scipy calls it mirror.
func reflect101(i, n int) int {
	if n == 1 {
		return 0
	}
	i = modulo(i, 2*(n-1))
	return min(i, 2*(n-1)-i)
}

// reflectEdge mirrors at the outer side of the outermost element, which is
// therefore repeated: c b a | a b c d | d c b. scipy's filters do so, under
// the name reflect.
func reflectEdge(i, n int) int {
	i = modulo(i, 2*n)
	return min(i, 2*n-1-i)
}

func modulo(i, n int) int { return (i%n + n) % n }
