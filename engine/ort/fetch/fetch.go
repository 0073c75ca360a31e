package fetch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"

	"foolscope/engine/disk"
)

// Ensure returns the path of the library in Dir, after fetching it if it is not there. It writes a line to log for
// every source that it turns to, and none if the library is there already.
func Ensure(ctx context.Context, log io.Writer) (string, error) {
	dir, err := Dir()
	if err != nil {
		return "", err
	}
	here := Platform{runtime.GOOS, runtime.GOARCH}
	return fetcher{
		platform: here,
		hashes:   knownHashes(here),
		sources:  []source{bindingModule, officialRelease, nodePackage},
		log:      log,
	}.ensure(ctx, dir)
}

type fetcher struct {
	platform Platform
	// hashes are those of the libraries that are accepted.
	hashes  []string
	sources []source
	log     io.Writer
}

func (f fetcher) ensure(ctx context.Context, dir string) (string, error) {
	if len(f.hashes) == 0 {
		return "", fmt.Errorf("no onnxruntime library is known for %s: build one, and set FOOLSCOPE_ONNXRUNTIME to where it is", f.platform)
	}
	path := filepath.Join(dir, FileName(f.platform.OS))
	switch err := f.verify(path); {
	case err == nil:
		return path, nil
	case !errors.Is(err, fs.ErrNotExist):
		f.say("%s is replaced: %v", path, err)
	}

	scratch, err := makeScratch(dir)
	if err != nil {
		return "", fmt.Errorf("onnxruntime cannot be kept in %s: %w", dir, err)
	}
	defer os.RemoveAll(scratch)
	for i, source := range f.sources {
		if !source.offers(f.platform) {
			continue
		}
		f.say("asking %s", source)
		folder := filepath.Join(scratch, fmt.Sprint(i))
		if err := os.Mkdir(folder, 0o755); err != nil {
			return "", err
		}
		library, err := f.try(ctx, source, folder)
		switch {
		case ctx.Err() != nil:
			return "", ctx.Err()
		case err != nil:
			f.say("passed over: %v", err)
		default:
			// The scratch folder is beside path, so this is one step: path is whole at every moment.
			if err := os.Rename(library, path); err != nil {
				return "", err
			}
			f.say("kept as %s", path)
			return path, nil
		}
	}
	return "", fmt.Errorf("no source of onnxruntime for %s could be used: try again later, or get version 1.24 elsewhere and set FOOLSCOPE_ONNXRUNTIME to where it is", f.platform)
}

func (f fetcher) try(ctx context.Context, from source, scratch string) (string, error) {
	library, err := from.fetch(ctx, f.platform, scratch)
	if err != nil {
		return "", err
	}
	return library, f.verify(library)
}

// verify returns nil if the file is a library that is accepted.
func (f fetcher) verify(path string) error {
	sum, err := disk.SumFile(context.Background(), path)
	if err != nil {
		return err
	}
	if !slices.Contains(f.hashes, sum) {
		return errors.New("its SHA-256 is not that of a known library")
	}
	return nil
}

func (f fetcher) say(format string, values ...any) {
	fmt.Fprintf(f.log, "onnxruntime: "+format+"\n", values...)
}

// makeScratch creates a folder in dir, and dir if need be.
func makeScratch(dir string) (string, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return "", err
	}
	return os.MkdirTemp(dir, ".fetch-*")
}
