package attack

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path/filepath"

	"foolscope/engine/disk"
	"foolscope/engine/param"
	"foolscope/engine/pixel"
	"foolscope/engine/plain"
)

// fittedVersion is that of the format of files; a program reads its own and older ones.
const fittedVersion = 1

// maxFitted bounds a file, and maxFittedSide the sides of its pictures in pixels.
const (
	maxFitted     = 1 << 28
	maxFittedSide = 1 << 12
)

// fittedFile is a Fitted as JSON, with choices by name. Pictures are planar float32,
// little-endian, in base64.
type fittedFile struct {
	Version  int          `json:"foolscope_fitted"`
	Attack   string       `json:"attack"`
	Values   param.Values `json:"values"`
	Seed     uint64       `json:"seed"`
	Pictures int          `json:"pictures"`
	Width    int          `json:"width"`
	Height   int          `json:"height"`
	Pattern  []byte       `json:"pattern"`
	Cover    []byte       `json:"cover,omitempty"`
}

// Write writes what was learned to a file, whole or not at all.
func (f *Fitted) Write(path string) error {
	values := f.Values
	if a, ok := Find(f.Attack); ok {
		values = a.Params.Named(values)
	}
	file := fittedFile{
		Version: fittedVersion, Attack: f.Attack, Values: values, Seed: f.Seed, Pictures: f.Pictures,
		Width: f.Pattern.Width, Height: f.Pattern.Height, Pattern: packed(f.Pattern),
	}
	if f.Cover != nil {
		file.Cover = packed(f.Cover)
	}
	return disk.Save(path, func(w io.Writer) error { return json.NewEncoder(w).Encode(file) })
}

// ReadFitted reads a file of Write. Values that are absent get the defaults of an
// attack that the program has.
func ReadFitted(path string) (*Fitted, error) {
	data, err := disk.Read(path, maxFitted)
	if err != nil {
		return nil, fmt.Errorf("%s cannot be read: %w", filepath.Base(path), disk.Explained(err))
	}
	f, err := parseFitted(data)
	if err != nil {
		return nil, fmt.Errorf("%s is not what an attack learned: %w", filepath.Base(path), err)
	}
	return f, nil
}

func parseFitted(data []byte) (*Fitted, error) {
	var file fittedFile
	if err := json.Unmarshal(data, &file); err != nil {
		return nil, plain.JSON(err)
	}
	switch {
	case file.Version == 0:
		return nil, errors.New(`it has no "foolscope_fitted"`)
	case file.Version < 0 || file.Pictures < 0:
		return nil, errors.New("it has a count below 0")
	case file.Version != fittedVersion:
		return nil, fmt.Errorf("its format is version %d, and this program reads version %d; a newer Foolscope may read it", file.Version, fittedVersion)
	case file.Attack == "":
		return nil, errors.New(`it has no "attack"`)
	case file.Width < 1 || file.Height < 1 || file.Width > maxFittedSide || file.Height > maxFittedSide:
		return nil, fmt.Errorf("pictures of %d x %d pixels are not supported", file.Width, file.Height)
	}
	f := &Fitted{Attack: file.Attack, Values: file.Values, Seed: file.Seed, Pictures: file.Pictures}
	var err error
	if a, ok := Find(f.Attack); ok {
		if f.Values, err = a.Params.Complete(f.Values); err != nil {
			return nil, err
		}
	}
	if f.Pattern, err = unpacked(file.Pattern, file.Width, file.Height); err != nil {
		return nil, fmt.Errorf("its pattern: %w", err)
	}
	if file.Cover != nil {
		if f.Cover, err = unpacked(file.Cover, file.Width, file.Height); err != nil {
			return nil, fmt.Errorf("its cover: %w", err)
		}
		for _, v := range f.Cover.Pix {
			if v < 0 || v > 1 {
				return nil, fmt.Errorf("its cover has %g, and hides between 0 (nothing) and 1 (all)", v)
			}
		}
	}
	return f, nil
}

func packed(im *pixel.Image) []byte {
	var out bytes.Buffer
	_ = binary.Write(&out, binary.LittleEndian, im.Pix) // A buffer takes everything.
	return out.Bytes()
}

func unpacked(data []byte, width, height int) (*pixel.Image, error) {
	if want := 3 * 4 * width * height; len(data) != want {
		return nil, fmt.Errorf("it has %d bytes, and %d x %d pixels take %d", len(data), width, height, want)
	}
	im := pixel.New(width, height)
	if err := binary.Read(bytes.NewReader(data), binary.LittleEndian, im.Pix); err != nil {
		return nil, err
	}
	for _, v := range im.Pix {
		if !finite(v) {
			return nil, errors.New("it has a value that is not a number")
		}
	}
	return im, nil
}
