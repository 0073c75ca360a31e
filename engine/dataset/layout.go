package dataset

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"foolscope/engine/disk"
	"foolscope/engine/pixel"
)

// foreign are endings of pictures that cannot be opened here, with the name of the kind.
var foreign = map[string]string{
	".heic": "HEIC", ".heif": "HEIF", ".avif": "AVIF", ".jp2": "JPEG 2000", ".jxl": "JPEG XL", ".svg": "SVG", ".psd": "Photoshop",
	".cr2": "raw", ".cr3": "raw", ".nef": "raw", ".arw": "raw", ".dng": "raw", ".orf": "raw", ".rw2": "raw",
}

// openFolder lists the pictures below the root and finds out their classes.
func (s *Set) openFolder(ctx context.Context, progress func(int)) error {
	if err := s.list(ctx, progress); err != nil {
		return err
	}
	if len(s.Items) == 0 {
		return ErrEmpty
	}
	dirs := make([][]string, len(s.Items))
	for i, item := range s.Items {
		if dir := path.Dir(item.Path); dir != "." {
			dirs[i] = strings.Split(dir, "/")
		}
	}
	dirs = withoutCommon(dirs)
	dirs = s.takeParts(dirs)
	if slices.ContainsFunc(dirs, func(d []string) bool { return len(d) > 0 }) {
		s.byFolder(dirs)
	} else {
		s.byName()
	}
	return nil
}

// list finds the pictures. Folders in the root that cannot be read are refused.
func (s *Set) list(ctx context.Context, progress func(int)) error {
	// The separator at the end follows a link.
	root := filepath.Clean(s.Root) + string(filepath.Separator)
	return filepath.WalkDir(root, func(found string, entry fs.DirEntry, err error) error {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil && found == root {
			return err
		}
		relative := filepath.ToSlash(strings.TrimPrefix(found, root))
		hidden := found != root && strings.HasPrefix(entry.Name(), ".")
		switch {
		case err != nil:
			s.refuse(relative, fmt.Sprintf("the folder cannot be read: %s", disk.Explain(err)))
			return nil
		case entry.IsDir() && hidden:
			return fs.SkipDir
		case entry.IsDir() || hidden:
			return nil
		}
		ending := strings.ToLower(filepath.Ext(found))
		if kind, known := foreign[ending]; known {
			s.refuse(relative, fmt.Sprintf("pictures of the kind %s cannot be opened; save it as PNG or JPEG", kind))
			return nil
		}
		if !slices.Contains(pixel.Endings, ending) {
			return nil
		}
		if reason := amiss(found, entry); reason != "" {
			s.refuse(relative, reason)
			return nil
		}
		s.Items = append(s.Items, Item{Path: relative, Class: Unknown})
		if len(s.Items)%1000 == 0 {
			progress(len(s.Items))
		}
		return nil
	})
}

func (s *Set) refuse(path, reason string) { s.Refused = append(s.Refused, Refused{path, reason}) }

// amiss says what is wrong with a file, as far as the folder knows.
func amiss(path string, entry fs.DirEntry) string {
	info, err := entry.Info()
	if err == nil && info.Mode()&fs.ModeSymlink != 0 {
		info, err = os.Stat(path)
	}
	switch {
	case err != nil:
		return disk.Explain(err)
	case info.IsDir():
		return "it is a link to a folder"
	case !info.Mode().IsRegular():
		return disk.Explain(disk.ErrNoFile)
	case info.Size() == 0:
		return "the file is empty"
	}
	return ""
}

// withoutCommon leaves out the folders that all pictures lie in, but the last: that may be
// the only class.
func withoutCommon(dirs [][]string) [][]string {
	for {
		for _, d := range dirs {
			if len(d) < 2 || d[0] != dirs[0][0] {
				return dirs
			}
		}
		for i := range dirs {
			dirs[i] = dirs[i][1:]
		}
	}
}

// parts are names of folders that divide a set, and what the part is called.
var parts = map[string]string{
	"train": "train", "training": "train", "test": "test", "testing": "test",
	"val": "val", "valid": "val", "validation": "val",
}

// takeParts takes the names of parts off the ways to the pictures. One such folder among
// others is a class: there are pictures of trains.
func (s *Set) takeParts(dirs [][]string) [][]string {
	found, all := map[string]bool{}, true
	for _, d := range dirs {
		if len(d) == 0 {
			continue
		}
		part := parts[strings.ToLower(d[0])]
		if part == "" {
			all = false
		} else {
			found[part] = true
		}
	}
	deep := slices.ContainsFunc(dirs, func(d []string) bool { return len(d) > 1 })
	if len(found) == 0 || !deep || len(found) == 1 && !all {
		return dirs
	}
	for i, d := range dirs {
		if len(d) > 0 && parts[strings.ToLower(d[0])] != "" {
			s.Items[i].Part, dirs[i] = parts[strings.ToLower(d[0])], d[1:]
		}
	}
	return dirs
}

// byFolder takes the first folder on the way to a picture for its class.
func (s *Set) byFolder(dirs [][]string) {
	s.Kind = Folders
	names := make([]string, len(dirs))
	loose := 0
	for i, d := range dirs {
		if len(d) > 0 {
			names[i] = d[0]
		} else {
			loose++
		}
	}
	s.classify(names)
	if loose > 0 {
		s.note("%d of %d pictures lie beside the folders of the classes, so that nobody said what they show.", loose, len(s.Items))
	}
}

func (s *Set) note(format string, args ...any) {
	s.Notes = append(s.Notes, fmt.Sprintf(format, args...))
}
