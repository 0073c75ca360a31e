// Package wcag measures contrast as the Web Content Accessibility Guidelines
// 2 define it, for tests of what people have to read.
package wcag
