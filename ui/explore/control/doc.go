// Package control is everything that the Explore screen knows, in plain Go: what
// was chosen, what was computed from it, and the tasks of ui/work that compute.
// It knows no window: a screen calls the methods of a Controller when somebody
// touches a control, and draws the Snapshot that it is handed.
//
// The Controller holds what was chosen, as values of ui/explore/choice, and the
// history of that. A computer, which knows nothing of either, computes from the newest
// settings. Both share one lock, and stand on the session that all pages share.
//
// Vocabulary: settings are what somebody chose; a generation numbers them, one
// up with each change; a result is what was computed from the settings of one
// generation; an iterate is a result before its attack has ended; a sweep is
// the same attack or defence at many strengths.
//
// The newest settings win. Work on older ones is cancelled, and what it still
// returns is dropped, so that a snapshot never pairs new settings with an old
// result without saying so (Snapshot.Current).
package control
