package control

// Obstacle is why there is no result to look at.
type Obstacle int

const (
	// NoObstacle: there is a result, or there will be one.
	NoObstacle Obstacle = iota
	// NoRuntime: what runs the networks is missing.
	NoRuntime
	// NoPicture: the strip is empty.
	NoPicture
	// Unreadable: the chosen picture cannot be read.
	Unreadable
	// NoPrediction: the network fails on the chosen picture.
	NoPrediction
)

// Obstacle says why there is nothing to look at, and the reason in words if
// there is one.
func (s Snapshot) Obstacle() (Obstacle, string) {
	switch {
	case s.Blocked != nil:
		return NoRuntime, s.Blocked.Error()
	case len(s.Pictures) == 0:
		return NoPicture, ""
	case s.Result == nil || !s.Result.Final || s.Result.Original.Image != nil:
		return NoObstacle, ""
	}
	for _, p := range s.Pictures {
		if p.ID == s.Settings.Picture && p.Err != nil {
			return Unreadable, p.Err.Error()
		}
	}
	return NoPrediction, s.Result.Sentence
}
