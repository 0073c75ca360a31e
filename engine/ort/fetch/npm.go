package fetch

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// npm lets the npm client download a package, from wherever it is set up to find packages. Nothing of the package
// is run or installed.
type npm struct {
	items
	// command runs the client.
	command []string
	// silence is how long the client may bring nothing before it is passed over.
	silence time.Duration
}

var nodePackage = npm{items: npmItems, command: []string{"npm"}, silence: 90 * time.Second}

func (n npm) String() string {
	return "the npm package " + npmPackage + " (86 MB, a minute or two)"
}

func (n npm) fetch(ctx context.Context, platform Platform, scratch string) (string, error) {
	if err := n.pack(ctx, scratch); err != nil {
		return "", err
	}
	// npm names the archive after the package and its version.
	archive := filepath.Join(scratch, strings.ReplaceAll(npmPackage, "@", "-")+".tgz")
	library := filepath.Join(scratch, FileName(platform.OS))
	return library, extract(ctx, archive, n.items[platform].member, library)
}

// pack downloads the package's archive into scratch. The client's own cache is kept there too: it would leave a
// second copy behind, and its growth is the only sign of progress that the client gives.
func (n npm) pack(ctx context.Context, scratch string) error {
	path, err := exec.LookPath(n.command[0])
	if err != nil {
		return errors.New("npm is not installed")
	}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	go n.watch(ctx, scratch, cancel)

	arguments := append(n.command[1:len(n.command):len(n.command)],
		"pack", npmPackage, "--ignore-scripts", "--loglevel=error",
		"--fetch-retries=1", "--fetch-retry-mintimeout=1000",
		"--pack-destination", scratch, "--cache", filepath.Join(scratch, "cache"))
	command := exec.CommandContext(ctx, path, arguments...)
	command.Dir = scratch
	command.WaitDelay = time.Second
	var errs strings.Builder
	command.Stderr = &errs
	if err := command.Run(); err != nil {
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		return fmt.Errorf("npm failed: %s", firstLine(errs.String(), err))
	}
	return nil
}

// watch ends the client once scratch has not grown for the time of silence.
func (n npm) watch(ctx context.Context, scratch string, cancel context.CancelCauseFunc) {
	const looks = 20
	ticker := time.NewTicker(n.silence / looks)
	defer ticker.Stop()
	size, same := int64(0), 0
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
		now := folderSize(scratch)
		if now == size {
			same++
		} else {
			size, same = now, 0
		}
		if same == looks {
			cancel(fmt.Errorf("npm brought nothing for %s", n.silence))
			return
		}
	}
}

// folderSize returns the bytes in the files under folder. Files that vanish while it looks do not count.
func folderSize(folder string) int64 {
	var total int64
	filepath.WalkDir(folder, func(_ string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			if info, err := entry.Info(); err == nil {
				total += info.Size()
			}
		}
		return nil
	})
	return total
}

// firstLine returns the first line of what a command printed, or its error if it printed nothing.
func firstLine(printed string, err error) string {
	line, _, _ := strings.Cut(strings.TrimSpace(printed), "\n")
	if line == "" {
		return err.Error()
	}
	return line
}
