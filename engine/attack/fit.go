package attack

import (
	"errors"
	"fmt"

	"foolscope/engine/param"
	"foolscope/engine/pixel"
)

// FitJob is what an attack learns from.
type FitJob struct {
	Model Model
	// Images are pictures at the classifier's input size and on the 8-bit grid;
	// Goals[i] belongs to Images[i]. They are not changed.
	Images []*pixel.Image
	Goals  []Goal
	// Independent is true if the model's classes do not exclude each other.
	Independent bool
	// Values has a value for each of the attack's parameters.
	Values param.Values
	// Seed determines every random draw.
	Seed uint64
	// Observe, if not nil, is called on the goroutine of Fit after each of total
	// passes over the pictures.
	Observe func(done, total int)
}

// Fitted is what an attack learned from many pictures: a change that does the same to
// any picture. A universal perturbation has a Pattern to be added; a patch has a Cover
// as well, which hides what is under it.
type Fitted struct {
	// Attack is the key of the attack that learned it.
	Attack string
	// Values are the attack's parameters, Seed its draws, and Pictures how many it
	// learned from.
	Values   param.Values
	Seed     uint64
	Pictures int
	// Pattern is added to a picture, in pixel units.
	Pattern *pixel.Image
	// Cover says of each element of the picture how much of it is hidden, 0 to 1,
	// before Pattern is added. Nil hides nothing.
	Cover *pixel.Image
}

// errNotLearned and errNothingToLearn are errors of attacks that learn.
var (
	errNotLearned     = errors.New("the attack has to learn from pictures before it attacks one")
	errNothingToLearn = errors.New("there are no pictures to learn from; choose a data set that has some")
)

// Apply returns im with the change, within [0,1] and not rounded. The error says that
// the picture has another size, or, of a nil f, that nothing was learned.
func (f *Fitted) Apply(im *pixel.Image) (*pixel.Image, error) {
	if f == nil {
		return nil, errNotLearned
	}
	if !f.Pattern.SameSize(im) {
		return nil, fmt.Errorf("what %s learned is for pictures of %d x %d pixels, and this one has %d x %d; let it learn from pictures for this model",
			f.Attack, f.Pattern.Width, f.Pattern.Height, im.Width, im.Height)
	}
	out := im.Clone()
	for i, v := range out.Pix {
		if f.Cover != nil {
			v *= 1 - f.Cover.Pix[i]
		}
		out.Pix[i] = min(max(v+f.Pattern.Pix[i], 0), 1)
	}
	return out, nil
}
