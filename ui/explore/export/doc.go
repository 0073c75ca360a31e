// Package export makes of a snapshot of Explore what files hold: a figure of the
// result or of the plot, and the record of its metrics. It writes none of them,
// and knows no window.
package export
