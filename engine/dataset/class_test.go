package dataset_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"foolscope/engine/dataset"
)

func TestClassOf(t *testing.T) {
	labels := []string{"tench", "golden retriever", "traffic light"}
	for path, want := range map[string]int{
		"photos/1_n02099601_golden_retriever.jpg": 1,
		"golden retriever/IMG 7.jpg":              1,
		"Golden_Retriever/7.png":                  1,
		"golden_retriever-3.jpg":                  1,
		"traffic light.jpg":                       2,
		"2/a.jpg":                                 2,
		"7_something.jpg":                         -1,
		"holiday/IMG 7.jpg":                       -1,
		"1_.jpg":                                  -1,
	} {
		class, ok := dataset.ClassOf(filepath.FromSlash(path), labels)
		if !ok {
			class = -1
		}
		if class != want {
			t.Errorf("%s: class %d, want %d", path, class, want)
		}
	}
}

func TestNamed(t *testing.T) {
	labels := []string{"tench, Tinca tinca", "golden retriever", "crane", "jersey, T-shirt, tee shirt", "crane", "no entry"}
	for path, want := range map[string]int{
		"photos/207_n02099601_golden_retriever.jpg": 1,
		"photos/000_n01440764_tench.jpg":            0,
		"golden retriever/IMG 7.jpg":                1,
		"golden_retriever-3.jpg":                    1,
		"05-no-entry.jpg":                           5,
		"t-shirt/06a00c0f-5f9a-410d.jpg":            3,
		"tinca tinca, tench.jpg":                    -1,
		"crane.jpg":                                 -1,
		"4_crane.jpg":                               4,
		"3_n02012849_crane.jpg":                     -1,
		"1_something.jpg":                           -1,
		"2/a.jpg":                                   -1,
		"holiday/2024.jpg":                          -1,
		".jpg":                                      -1,
	} {
		class, ok := dataset.Named(filepath.FromSlash(path), labels)
		if !ok {
			class = -1
		}
		if class != want {
			t.Errorf("%s: class %d, want %d", path, class, want)
		}
	}
}

func BenchmarkClassesOfManyFiles(b *testing.B) {
	labels := make([]string, 1000)
	for i := range labels {
		labels[i] = fmt.Sprintf("class, number %d", i)
	}
	folder := b.TempDir()
	for i := range 1000 {
		if err := os.WriteFile(filepath.Join(folder, fmt.Sprintf("picture-%d.png", i)), nil, 0o600); err != nil {
			b.Fatal(err)
		}
	}
	for b.Loop() {
		if _, err := dataset.Files(b.Context(), folder, labels); err != nil {
			b.Fatal(err)
		}
	}
}
