package fetch

import "context"

// A source can hand out the library.
type source interface {
	// String names the source in a message: "the official release".
	String() string
	// offers reports whether the source has a library for the platform.
	offers(platform Platform) bool
	// fetch puts the library and whatever it needs on the way into scratch, an empty folder, and returns the
	// library's path. The caller verifies its hash.
	fetch(ctx context.Context, platform Platform, scratch string) (string, error)
}

// items are what a source has, by platform.
type items map[Platform]item

func (i items) offers(platform Platform) bool {
	_, ok := i[platform]
	return ok
}
