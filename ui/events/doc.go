// Package events is the diagnostics log: what the window shows, and where its
// controls are, in lines of JSON that scripts and tests read while they operate it.
package events
