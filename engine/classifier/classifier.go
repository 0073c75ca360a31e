package classifier

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"foolscope/engine/autodiff"
	"foolscope/engine/onnx"
	"foolscope/engine/ort"
	"foolscope/engine/pixel"
	"foolscope/engine/plain"
)

// Options are the choices at opening a classifier. The zero value is right for
// one that works alone.
type Options struct {
	// Threads is how many threads work on one run; 0 means one a physical core.
	Threads int
	// Spin lets the threads of a run wait for each other by spinning: a quarter
	// faster for those who have the cores to themselves, and slower for those who
	// also draw a window on them.
	Spin bool
	// Profile, if not empty, is the beginning of the path of files that receive
	// the time of every operator, complete when the classifier closes:
	// Profile-inference and Profile-gradient, with a time and .json behind.
	Profile string
}

// Info says what a classifier is, for people and for files.
type Info struct {
	// Name identifies the model, Title is for people.
	Name, Title string
	// Width and Height are the sides of the pictures it takes, in pixels.
	Width, Height int
	// Channels is how many the network takes: 3 colours, 1 for grey, 4 with opacity.
	Channels int
	Classes  int
	// Independent is true if each class has a probability of its own, by a sigmoid,
	// instead of a share of a softmax.
	Independent bool
	// Preprocessing is what happens to pixels before the network sees them.
	Preprocessing Preprocessing
	Layout        string
	// Assumed is true if nothing gave mean and std, so that those of ImageNet's
	// pictures were assumed.
	Assumed bool
	// Sources says where each property was read.
	Sources []Source
	// StraightThrough is true for a quantized model, whose gradient passes by the
	// rounding.
	StraightThrough bool
	// Warnings are sentences that whoever uses the model should read.
	Warnings []string
}

// Classifier is a network with its preprocessing and its labels. It works on
// pictures of its input size, RGB in [0,1], and may be used from any
// goroutine. It must be closed.
type Classifier struct {
	info     Info
	manifest Manifest
	network  *network
	options  Options

	// alone is true once it turned out that the network takes one picture at a time.
	alone atomic.Bool

	// mutex guards the sessions, which are opened when they are first needed.
	mutex     sync.Mutex
	forward   *ort.Session
	gradients map[int64]*ort.Session
	// unopened is a gradient network that no session has, nil if there is none.
	unopened *autodiff.Model
	closed   bool

	derive  sync.Once
	derived Differentiability
}

// Open opens the model at path, an ONNX file. What it takes and gives is read
// from the manifest NAME.json beside it, from the file, from other files beside
// it, and assumed where nothing says it.
func Open(path string, o Options) (*Classifier, error) {
	m, err := onnx.ReadFile(path)
	if err != nil {
		return nil, err
	}
	base := filepath.Base(path)
	d, err := describe(path, m)
	if err != nil {
		return nil, err
	}
	hash := compareHash(path, d)
	c, err := build(m, d, strings.TrimSuffix(base, filepath.Ext(base)), o)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", base, err)
	}
	if warning := <-hash; warning != "" {
		c.info.Warnings = append(c.info.Warnings, warning)
	}
	return c, nil
}

// New opens a model held in memory; manifest is the content of its manifest,
// or nil.
func New(model, manifest []byte, o Options) (*Classifier, error) {
	m, err := onnx.Read(model)
	if err != nil {
		return nil, err
	}
	d := &description{manifestName: "the manifest"}
	if manifest != nil {
		parsed, err := ParseManifest(manifest)
		if err != nil {
			return nil, err
		}
		d.manifest = *parsed
	}
	if err := d.addMetadata(m); err != nil {
		return nil, err
	}
	return build(m, d, "model", o)
}

func build(m *onnx.ModelProto, d *description, name string, o Options) (*Classifier, error) {
	m, names := withoutTables(m)
	m, notes := withDefaults(m, d.manifest.Input.Name)
	full, err := d.complete(m.Graph)
	if err != nil {
		return nil, err
	}
	manifest := full.Manifest
	c := &Classifier{manifest: manifest, options: o, gradients: map[int64]*ort.Session{}}
	if err := c.read(m); err != nil {
		return nil, err
	}
	n := c.network
	if n.single {
		d.nameFirstOfTwo()
	}
	d.nameClasses(full, int(n.classes), names)
	c.manifest.Labels = full.Labels
	c.info = Info{
		Name: manifest.Name, Title: manifest.Title, Width: manifest.Input.Width, Height: manifest.Input.Height,
		Channels: manifest.Input.Channels, Classes: int(n.classes), Independent: n.independent(), Preprocessing: manifest.Preprocessing, Layout: manifest.Input.Layout,
		Sources: full.sources, StraightThrough: n.quantized,
		Warnings: slices.Concat(full.warnings, notes, n.warnings, n.remarks(c.Label), full.Manifest.warnings),
	}
	c.info.Assumed = c.info.Source(MeanAndStd) == Assumed
	if c.info.Name == "" {
		c.info.Name = plain.Line(name, longestName)
	}
	if c.info.Title == "" {
		c.info.Title = c.info.Name
	}
	return c, nil
}

// read opens the network, finds out what its scores are, if the graph does not
// tell, and counts the classes.
func (c *Classifier) read(m *onnx.ModelProto) (err error) {
	if c.network, err = wrap(m, c.manifest, nil); err != nil {
		return err
	}
	if c.forward, err = c.open(c.network.proto, "inference"); err != nil {
		return err
	}
	if n := c.network; !n.sure || n.classes == 0 {
		classes, seen, err := c.probe(context.Background())
		if err != nil {
			c.forward.Close()
			return err
		}
		n.classes = int64(classes)
		if found := n.concluded(seen, c.manifest.Output.Kind); found != n.finding {
			if err := c.forward.Close(); err != nil {
				return err
			}
			if c.network, err = wrap(m, c.manifest, &found); err != nil {
				return err
			}
			if c.forward, err = c.open(c.network.proto, "inference"); err != nil {
				return err
			}
			if c.network.classes == 0 {
				c.network.classes = n.classes
			}
		}
	}
	if err := c.network.checkClasses(c.manifest); err != nil {
		c.forward.Close()
		return err
	}
	return nil
}

// manyNodes is how many nodes a network may have for onnxruntime to fuse them. The time
// it takes for that grows with their square: 14 s for 8,000, of which 1 s remains
// without (a chain of Sigmoids with its gradient, on two cores).
const manyNodes = 12_000

// open opens a session that computes m. The task names its profile.
func (c *Classifier) open(m *onnx.ModelProto, task string) (*ort.Session, error) {
	data, err := onnx.Marshal(m)
	if err != nil {
		return nil, err
	}
	o := ort.Options{Threads: c.options.Threads, Spin: c.options.Spin, Unoptimized: len(m.Graph.Node) > manyNodes}
	if c.options.Profile != "" {
		o.Profile = c.options.Profile + "-" + task
	}
	s, err := ort.Open(data, o)
	onnx.Discard(data)
	return s, err
}

// gradientSession returns the session that differentiates batches of one size.
func (c *Classifier) gradientSession(batch int64) (*ort.Session, error) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	if c.closed {
		return nil, ort.ErrClosed
	}
	if s := c.gradients[batch]; s != nil {
		return s, nil
	}
	m, err := c.takeDerived(batch)
	if err != nil {
		return nil, err
	}
	s, err := c.open(m.Proto, "gradient")
	if err != nil {
		return nil, err
	}
	c.gradients[batch] = s
	return s, nil
}

// Close waits for the runs in flight and releases the network.
func (c *Classifier) Close() error {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	c.closed = true
	err := c.forward.Close()
	for _, s := range c.gradients {
		err = errors.Join(err, s.Close())
	}
	return err
}

// Info says what the classifier is.
func (c *Classifier) Info() Info { return c.info }

// Label returns the name of a class, or "class 17" if it has none.
func (c *Classifier) Label(class int) string {
	if class >= 0 && class < len(c.manifest.Labels) && c.manifest.Labels[class] != "" {
		return c.manifest.Labels[class]
	}
	return fmt.Sprintf("class %d", class)
}

// Fit resizes and crops a picture to the input size, as the manifest says, and
// rounds it to the 8-bit grid.
func (c *Classifier) Fit(im *pixel.Image) *pixel.Image {
	width, height := c.info.Width, c.info.Height
	short, filter := c.info.Preprocessing.ResizeShortSide, c.info.Preprocessing.filter()
	switch c.info.Preprocessing.Crop {
	case "none":
		return filter.Stretch(im, width, height)
	case "squash":
		side := min(width, height)
		return filter.Fit(filter.Stretch(im, width*short/side, height*short/side), short, width, height)
	}
	if im.Width == width && im.Height == height {
		return im.Clone().Round()
	}
	return filter.Fit(im, short, width, height)
}

// FitBack is the adjoint of Fit on a picture of width by height, but for its rounding: it takes a gradient from the
// input size back to the picture's own.
func (c *Classifier) FitBack(gradient *pixel.Image, width, height int) *pixel.Image {
	short, filter := c.info.Preprocessing.ResizeShortSide, c.info.Preprocessing.filter()
	switch c.info.Preprocessing.Crop {
	case "none":
		return filter.StretchBack(gradient, width, height)
	case "squash":
		side := min(c.info.Width, c.info.Height)
		square := filter.FitBack(gradient, short, c.info.Width*short/side, c.info.Height*short/side)
		return filter.StretchBack(square, width, height)
	}
	if gradient.Width == width && gradient.Height == height {
		return gradient.Clone()
	}
	return filter.FitBack(gradient, short, width, height)
}
