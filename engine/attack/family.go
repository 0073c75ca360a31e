package attack

// Family is what an attack gets to see, or what sets it apart from others that see as
// much: where a person would look for it.
type Family int

const (
	// Bounded attacks see inside the model, and change the picture within a limit.
	Bounded Family = iota
	// SmallestChange attacks see inside it, too, and look for the smallest change.
	SmallestChange
	// ByScores attacks see what the model says of pictures, with its confidence.
	ByScores
	// ByLabel attacks see the predicted class alone.
	ByLabel
	// ManyPictures attacks learn one change for all pictures.
	ManyPictures
	// Noise sees nothing.
	Noise
)

// String is the key of the family's words.
func (f Family) String() string {
	return [...]string{"bounded", "smallest", "scores", "label", "many", "noise"}[f]
}

// Family says where the attack belongs.
func (a *Attack) Family() Family {
	switch {
	case a.Fit != nil:
		return ManyPictures
	case a.Needs == Nothing:
		return Noise
	case a.Needs == Label:
		return ByLabel
	case a.Needs == Scores:
		return ByScores
	case a.Smallest:
		return SmallestChange
	}
	return Bounded
}
