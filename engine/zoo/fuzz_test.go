package zoo_test

import (
	"path/filepath"
	"testing"

	"foolscope/engine/zoo"
)

// FuzzCatalogue reads catalogues of anybody's: what is taken has names that stay in a folder.
func FuzzCatalogue(f *testing.F) {
	for _, text := range []string{
		`{"models": []}`, `{"models": [{"name": "a", "title": "A", "file": "../a.onnx"}]}`,
		`{"models": [{"name": "a", "title": "A", "file": "a.onnx", "bytes": 7, "urls": ["https://example.org/a.onnx"], "manifest": {},
			"sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"}]}`,
	} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		entries, err := zoo.Parse(data)
		if err != nil {
			return
		}
		for _, e := range entries {
			if !filepath.IsLocal(e.File) || filepath.Base(e.File) != e.File || e.Bytes <= 0 {
				t.Errorf("%q, %d bytes, was taken", e.File, e.Bytes)
			}
		}
	})
}
