package pixel

import "sync"

// EachChannel calls do for channels 0, 1 and 2 at the same time and returns
// when all calls have.
func EachChannel(do func(c int)) {
	var wait sync.WaitGroup
	for c := range 3 {
		wait.Go(func() { do(c) })
	}
	wait.Wait()
}
