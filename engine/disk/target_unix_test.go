//go:build unix

package disk_test

import (
	"errors"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"

	"foolscope/engine/disk"
)

// Each place is made in an empty folder, which has to stay as it was made.
func TestWriteLeavesAloneWhatIsNoFile(t *testing.T) {
	link := func(t *testing.T, to, from string) {
		if err := os.Symlink(to, from); err != nil {
			t.Fatal(err)
		}
	}
	for name, c := range map[string]struct {
		make func(t *testing.T, path string)
		want error
	}{
		"a folder":           {func(t *testing.T, path string) { os.Mkdir(path, 0o755) }, disk.ErrFolder},
		"a link to a folder": {func(t *testing.T, path string) { link(t, filepath.Dir(path), path) }, disk.ErrFolder},
		"a pipe":             {func(t *testing.T, path string) { syscall.Mkfifo(path, 0o666) }, disk.ErrPipe},
		"a link to a pipe": {func(t *testing.T, path string) {
			syscall.Mkfifo(path+".pipe", 0o666)
			link(t, filepath.Base(path)+".pipe", path)
		}, disk.ErrPipe},
		"a socket": {func(t *testing.T, path string) {
			s, err := net.Listen("unix", path)
			if err != nil {
				t.Skip(err)
			}
			t.Cleanup(func() { s.Close() })
		}, disk.ErrSocket},
		"a link to a device":         {func(t *testing.T, path string) { link(t, "/dev/null", path) }, disk.ErrDevice},
		"a link to itself":           {func(t *testing.T, path string) { link(t, filepath.Base(path), path) }, disk.ErrCircle},
		"a circle of two links":      {func(t *testing.T, path string) { link(t, path+"2", path); link(t, path, path+"2") }, disk.ErrCircle},
		"a write-protected file":     {func(t *testing.T, path string) { os.WriteFile(path, []byte("old"), 0o444) }, disk.ErrProtected},
		"a link to a missing folder": {func(t *testing.T, path string) { link(t, "absent/file", path) }, disk.ErrNoFolder},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "place")
			c.make(t, path)
			before := listing(t, filepath.Dir(path))
			if err := disk.Check(path); !errors.Is(err, c.want) {
				t.Errorf("before writing the error is %v, want %v", err, c.want)
			}
			if err := disk.WriteBytes(path, []byte("new")); !errors.Is(err, c.want) {
				t.Errorf("the error is %v, want %v", err, c.want)
			}
			if after := listing(t, filepath.Dir(path)); after != before {
				t.Errorf("the folder holds\n%s\nand held\n%s", after, before)
			}
		})
	}
}

func TestWriteFollowsLinks(t *testing.T) {
	for name, links := range map[string][2]string{
		"a link to a file":             {"real", ""},
		"a link to a link":             {"link2", "real"},
		"a link whose file is missing": {"missing", ""},
		"a link into another folder":   {"sub/../sub/real", ""},
	} {
		t.Run(name, func(t *testing.T) {
			folder := t.TempDir()
			os.Mkdir(filepath.Join(folder, "sub"), 0o755)
			for _, file := range []string{"real", "sub/real"} {
				os.WriteFile(filepath.Join(folder, file), []byte("old"), 0o644)
			}
			if err := os.Symlink(links[0], filepath.Join(folder, "link")); err != nil {
				t.Skip(err)
			}
			if links[1] != "" {
				os.Symlink(links[1], filepath.Join(folder, links[0]))
			}
			link := filepath.Join(folder, "link")
			if err := disk.WriteBytes(link, []byte("new")); err != nil {
				t.Fatal(err)
			}
			if to, err := os.Readlink(link); err != nil || to != links[0] {
				t.Errorf("the link leads to %q (%v), want %q", to, err, links[0])
			}
			if got, _ := os.ReadFile(link); string(got) != "new" {
				t.Errorf("the file holds %q", got)
			}
		})
	}
}

func TestWriteKeepsPermissionsAndOwner(t *testing.T) {
	for _, mode := range []os.FileMode{0o600, 0o640, 0o644, 0o664, 0o755, 0o200} {
		path := filepath.Join(t.TempDir(), "file")
		if err := os.WriteFile(path, []byte("old"), 0o600); err != nil {
			t.Fatal(err)
		}
		os.Chmod(path, mode)
		const nobody = 65534
		owned := os.Chown(path, nobody, nobody) == nil
		if err := disk.WriteBytes(path, []byte("new")); err != nil {
			t.Fatal(err)
		}
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		if info.Mode().Perm() != mode {
			t.Errorf("the mode is %v, want %v", info.Mode().Perm(), mode)
		}
		if s := info.Sys().(*syscall.Stat_t); owned && (s.Uid != nobody || s.Gid != nobody) {
			t.Errorf("the owner is %d:%d, want %d", s.Uid, s.Gid, nobody)
		}
	}
}

func TestWriteRespectsTheUmask(t *testing.T) {
	for _, mask := range []int{0o022, 0o027, 0o077} {
		path := filepath.Join(t.TempDir(), "file")
		before := syscall.Umask(mask)
		err := disk.WriteBytes(path, []byte("new"))
		syscall.Umask(before)
		if err != nil {
			t.Fatal(err)
		}
		if info, _ := os.Stat(path); info.Mode().Perm() != 0o666&^os.FileMode(mask) {
			t.Errorf("with the mask %#o the mode is %v", mask, info.Mode().Perm())
		}
	}
}

func TestWriteTakesTheLongestNames(t *testing.T) {
	for _, c := range []struct {
		name string
		want error
	}{
		{strings.Repeat("a", 255), nil},
		{strings.Repeat("图", 80) + ".png", nil},
		{strings.Repeat("é", 125) + ".json", nil},
		{strings.Repeat("a", 256), syscall.ENAMETOOLONG},
		{strings.Repeat("图", 85) + "a", syscall.ENAMETOOLONG},
	} {
		path := filepath.Join(t.TempDir(), c.name)
		if err := disk.Check(path); !errors.Is(err, c.want) {
			t.Errorf("%d bytes: before writing the error is %v, want %v", len(c.name), err, c.want)
		}
		err := disk.WriteBytes(path, []byte("new"))
		if !errors.Is(err, c.want) {
			t.Errorf("%d bytes: the error is %v, want %v", len(c.name), err, c.want)
		}
		if err != nil && disk.Explain(err) != "its name is too long" {
			t.Errorf("it is explained as %q", disk.Explain(err))
		}
	}
}

func TestFitNameCutsTheStem(t *testing.T) {
	for _, c := range []struct{ stem, rest, want string }{
		{"photo", ".png", "photo.png"},
		{strings.Repeat("a", 300), ".png", strings.Repeat("a", 251) + ".png"},
		{strings.Repeat("图", 85), "-pgd.png", strings.Repeat("图", 82) + "-pgd.png"},
		{strings.Repeat("a", 250) + "\xff\xff", ".png", strings.Repeat("a", 250) + "\xff.png"},
	} {
		if got := disk.FitName(c.stem, c.rest); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

func TestOverwritten(t *testing.T) {
	folder := t.TempDir()
	at := func(name string) string { return filepath.Join(folder, name) }
	os.WriteFile(at("picture"), []byte("a"), 0o644)
	os.WriteFile(at("other"), []byte("b"), 0o644)
	os.Mkdir(at("sub"), 0o755)
	if os.Link(at("picture"), at("hard")) != nil || os.Symlink("picture", at("soft")) != nil || os.Symlink(".", at("here")) != nil {
		t.Skip("this disk has no links")
	}
	for path, want := range map[string]bool{
		"picture": true, "sub/../picture": true, "hard": true, "soft": true, "here/picture": true, "here/soft": true,
		"other": false, "absent": false,
	} {
		if file, got := disk.Overwritten(at(path), "", at("gone"), at("picture")); got != want || got && file != at("picture") {
			t.Errorf("%s: got %v (%s), want %v", path, got, file, want)
		}
	}
}

func TestPlace(t *testing.T) {
	folder := t.TempDir()
	at := func(name string) string { return filepath.Join(folder, name) }
	os.Mkdir(at("sub"), 0o755)
	if os.Symlink("sub", at("link")) != nil || os.Symlink("sub/new", at("dangling")) != nil {
		t.Skip("this disk has no links")
	}
	for _, c := range []struct {
		a, b string
		same bool
	}{
		{"sub/new", "link/new", true},
		{"sub/new", "dangling", true},
		{"sub/new", "sub/NEW", true},
		{"sub/new", "new", false},
	} {
		if got := disk.Place(at(c.a)) == disk.Place(at(c.b)); got != c.same && runtime.GOOS == "linux" {
			t.Errorf("%s and %s: got %v", c.a, c.b, got)
		}
	}
}
