package fetch

import (
	"context"
	"path/filepath"
	"time"

	"foolscope/engine/download"
)

// largestArchive bounds a download, in bytes; the largest that is asked for is half of it.
const largestArchive = 64 << 20

// release downloads an archive from the site of the official release.
type release struct {
	items
	// base is the address that an archive's name is appended to.
	base string
	// silence is how long the site may send nothing before it is passed over.
	silence time.Duration
}

var officialRelease = release{
	items:   releaseItems,
	base:    "https://github.com/microsoft/onnxruntime/releases/download/v1.24.4/",
	silence: 8 * time.Second,
}

func (r release) String() string { return "the official release (8 MB)" }

func (r release) fetch(ctx context.Context, platform Platform, scratch string) (string, error) {
	item := r.items[platform]
	archive := filepath.Join(scratch, item.archive)
	request := download.Request{
		URL:      r.base + item.archive,
		SHA256:   item.archiveHash,
		MaxBytes: largestArchive,
		Silence:  r.silence,
	}
	if err := download.File(ctx, request, archive); err != nil {
		return "", err
	}
	library := filepath.Join(scratch, FileName(platform.OS))
	return library, extract(ctx, archive, item.member, library)
}
