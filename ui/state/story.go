package state

import "foolscope/ui/story"

// What is told of a result.
type (
	ModelInfo = story.ModelInfo
	Verdict   = story.Verdict
	Kind      = story.Kind
	Limit     = story.Limit
	Panel     = story.Panel
	Measures  = story.Measures
	Row       = story.Row
	Series    = story.Series
	Role      = story.Role
	View      = story.View
	ViewMode  = story.ViewMode
	Drawing   = story.Drawing
)

const (
	Pending        = story.Pending
	Clean          = story.Clean
	WrongAlready   = story.WrongAlready
	Fooled         = story.Fooled
	Partly         = story.Partly
	NotFooled      = story.NotFooled
	Recovered      = story.Recovered
	NotRecovered   = story.NotRecovered
	Unharmed       = story.Unharmed
	Harmed         = story.Harmed
	Cancelled      = story.Cancelled
	Failed         = story.Failed
	Transferred    = story.Transferred
	NotTransferred = story.NotTransferred
	Unrelated      = story.Unrelated

	AlreadyWrong      = story.AlreadyWrong
	HiddenGradient    = story.HiddenGradient
	AlreadyThere      = story.AlreadyThere
	EstimatedGradient = story.EstimatedGradient
	OnlyUnrounded     = story.OnlyUnrounded

	RoleOriginal = story.RoleOriginal
	RoleAttacked = story.RoleAttacked
	RoleDefended = story.RoleDefended
	RoleNeutral  = story.RoleNeutral

	Signed     = story.Signed
	Magnitude  = story.Magnitude
	Similarity = story.Similarity
	Saliency   = story.Saliency

	PairCount = story.PairCount
)

// Limits are all there are, in the order in which they are told.
func Limits() []Limit { return story.Limits() }
