package download

import "time"

// HurryUp shortens the wait between two connections for the tests.
func HurryUp() { pause = time.Millisecond }
