package fetch

import (
	"archive/tar"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// largestLibrary bounds what is unpacked, in bytes; the largest library listed is half of it.
const largestLibrary = 80 << 20

// extract writes one member of a gzipped tar archive to path.
func extract(ctx context.Context, archive, member, path string) error {
	file, err := os.Open(archive)
	if err != nil {
		return err
	}
	defer file.Close()
	unzipped, err := gzip.NewReader(file)
	if err != nil {
		return fmt.Errorf("%s is damaged: %w", filepath.Base(archive), err)
	}
	for reader := tar.NewReader(unzipped); ; {
		if err := ctx.Err(); err != nil {
			return err
		}
		header, err := reader.Next()
		switch {
		case errors.Is(err, io.EOF):
			return fmt.Errorf("%s does not hold %s", filepath.Base(archive), member)
		case err != nil:
			return fmt.Errorf("%s is damaged: %w", filepath.Base(archive), err)
		case header.Name == member && header.Typeflag == tar.TypeReg:
			return writeFile(path, reader)
		}
	}
}

// writeFile creates path, readable and executable for everybody as libraries are, and fills it from in.
func writeFile(path string, in io.Reader) error {
	out, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o755)
	if err != nil {
		return err
	}
	n, err := io.Copy(out, io.LimitReader(in, largestLibrary+1))
	if closing := out.Close(); err == nil {
		err = closing
	}
	if err == nil && n > largestLibrary {
		err = errors.New("the library is larger than expected")
	}
	return err
}
