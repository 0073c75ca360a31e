//go:build !linux

package work

// stayBehind has nothing to do where threads have no priority of their own that
// their children inherit.
func stayBehind() {}
