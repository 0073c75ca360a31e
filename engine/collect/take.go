package collect

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"image/jpeg"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"strings"
	"time"

	"foolscope/engine/disk"
	"foolscope/engine/download"
	"foolscope/engine/pixel"
	"foolscope/engine/plain"
)

const (
	// mostBytes is how large a picture may be on its way.
	mostBytes = 64 << 20
	// quality is that of pictures that were made smaller.
	quality = 95
)

// The reasons for which candidates are passed over.
const (
	reasonGone      = "it is gone"
	reasonDuplicate = "the same file is there already"
	reasonNoPicture = "it is no picture"
	reasonSmall     = "it is too small"
)

// errGone is the error of a picture in whose place a service shows a notice.
var errGone = errors.New(reasonGone)

// take brings a picture and saves it. The reason is why it was passed over, if it was.
func (f *fetching) take(ctx context.Context, c Candidate) (reason string, err error) {
	f.report.doing(Fetching, f.class, f.service)
	data, from, err := f.receive(ctx, c)
	if err != nil {
		if errors.As(err, new(*Later)) || ctx.Err() != nil {
			return "", err
		}
		return reasonGone, nil
	}
	sum := sha256.Sum256(data)
	received := hex.EncodeToString(sum[:])
	if !f.claim(received) {
		return reasonDuplicate, nil
	}
	reason, err = f.keep(ctx, c, data, Taken{
		Class: f.class.Name, Source: f.service.about.Key, ID: c.ID, Title: short(c.Title), Author: short(c.Author), AuthorPage: c.AuthorPage,
		Licence: c.Licence, Page: c.Page, URL: from, Received: received, Time: f.clock.now().UTC().Format(time.RFC3339),
	})
	if reason != "" || err != nil {
		f.mu.Lock()
		delete(f.hashes, received)
		f.mu.Unlock()
	}
	return reason, err
}

// short cuts what a stranger wrote to a line.
func short(said string) string { return plain.Line(said, 300) }

// claim notes the hash of a picture; it is false if it was noted before.
func (f *fetching) claim(hash string) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.hashes[hash] {
		return false
	}
	f.hashes[hash] = true
	return true
}

// receive brings the file of a candidate from the first of its addresses that has it. The error is a *Later if one
// of them may have it another time.
func (f *fetching) receive(ctx context.Context, c Candidate) (data []byte, from string, err error) {
	for _, from = range c.URLs {
		data, once := f.from(ctx, from)
		if once == nil {
			return data, from, nil
		}
		if ctx.Err() != nil {
			return nil, "", ctx.Err()
		}
		if err == nil || errors.As(once, new(*Later)) {
			err = once
		}
	}
	return nil, "", err
}

func (f *fetching) from(ctx context.Context, address string) (data []byte, err error) {
	request := download.Request{URL: address, Header: http.Header{"User-Agent": {f.service.about.Agent}}, MaxBytes: mostBytes, Silence: silence}
	err = insist(ctx, f.service.pictures, f.waiting, func() error {
		answer, err := download.Bytes(ctx, request)
		if err == nil && strings.Contains(answer.URL.Path, "photo_unavailable") {
			return errGone
		}
		data = answer.Body
		return judged(err)
	})
	return data, err
}

// keep saves what was received, if it is a picture.
func (f *fetching) keep(ctx context.Context, c Candidate, data []byte, t Taken) (reason string, err error) {
	im, err := pixel.Decode(ctx, bytes.NewReader(data))
	switch {
	case ctx.Err() != nil:
		return "", ctx.Err()
	case err != nil:
		return reasonNoPicture, nil
	case min(im.Width, im.Height) < max(1, f.Side):
		return reasonSmall, nil
	}
	ending := ".jpg"
	if f.Side > 0 {
		if data, err = reduced(im, f.Side); err != nil {
			return reasonNoPicture, nil
		}
	} else {
		ending = endingOf(data)
	}
	t.File = t.Source + "-" + c.ID + ending
	if err := f.save(data, t); err != nil {
		return "", localError{err}
	}
	return "", nil
}

// reduced is a JPEG of a picture whose short side is reduced.
func reduced(im *pixel.Image, side int) ([]byte, error) {
	width, height := side, side
	if im.Width > im.Height {
		width = (im.Width*side + im.Height/2) / im.Height
	} else {
		height = (im.Height*side + im.Width/2) / im.Width
	}
	var out bytes.Buffer
	err := jpeg.Encode(&out, im.Stretch(width, height).RGBA(), &jpeg.Options{Quality: quality})
	return out.Bytes(), err
}

// endingOf is the ending of a picture's file by what is in it.
func endingOf(data []byte) string {
	switch http.DetectContentType(data) {
	case "image/jpeg":
		return ".jpg"
	case "image/png":
		return ".png"
	case "image/gif":
		return ".gif"
	case "image/webp":
		return ".webp"
	case "image/bmp":
		return ".bmp"
	}
	return ".tif"
}

// save writes a picture and notes it. The notes are written when the picture is whole but has not yet its
// name: no picture is ever without an author.
func (f *fetching) save(data []byte, t Taken) error {
	folder := filepath.Join(f.Folder, t.Class)
	// The data set's own folder is not made again: somebody may have moved it.
	if err := os.Mkdir(folder, 0o777); err != nil && !os.IsExist(err) {
		return f.unsaved(t, err)
	}
	noted := func(string) error {
		if err := f.journal.write(record{Taken: &t}); err != nil {
			return err
		}
		return f.table.add(t)
	}
	if err := disk.WriteBytes(filepath.Join(folder, t.File), data, noted); err != nil {
		return f.unsaved(t, err)
	}
	f.mu.Lock()
	f.got[t.Class]++
	f.mu.Unlock()
	f.report.latest(path.Join(t.Class, t.File))
	return nil
}

// unsaved says why a picture cannot be saved.
func (f *fetching) unsaved(t Taken, err error) error {
	if _, gone := os.Stat(f.Folder); os.IsNotExist(gone) {
		return fmt.Errorf("the folder %q is gone: it was moved or removed while pictures came", filepath.Base(f.Folder))
	}
	return fmt.Errorf("cannot save %s: %w", t.File, disk.Explained(err))
}
