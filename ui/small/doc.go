// Package small makes small pictures of those things that can be seen, and keeps some of
// them. It knows no window.
package small
