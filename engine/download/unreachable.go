package download

import (
	"errors"
	"net"
	"slices"
)

// Unreachable reports whether a download failed because none of the places that it asked
// could be reached, which is what a computer without a network looks like.
func Unreachable(err error) bool {
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		each := joined.Unwrap()
		return len(each) > 0 && !slices.ContainsFunc(each, func(one error) bool { return !Unreachable(one) })
	}
	if inner := errors.Unwrap(err); inner != nil && Unreachable(inner) {
		return true
	}
	switch err := err.(type) {
	case *net.DNSError:
		return true
	case *net.OpError:
		return err.Op == "dial" || err.Op == "proxyconnect" || err.Op == "socks connect"
	}
	return false
}
