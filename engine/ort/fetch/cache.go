package fetch

import (
	"fmt"
	"path/filepath"

	"foolscope/engine/disk"
)

// Dir returns the folder that fetched libraries are kept in. It need not exist yet.
func Dir() (string, error) {
	cache, err := disk.CacheFolder()
	if err != nil {
		return "", fmt.Errorf("onnxruntime cannot be kept: %w", err)
	}
	return filepath.Join(cache, "foolscope", "onnxruntime"), nil
}

// FileName returns what the library is called on an operating system, by its Go name.
func FileName(goos string) string {
	switch goos {
	case "windows":
		return "onnxruntime.dll"
	case "darwin":
		return "libonnxruntime.dylib"
	}
	return "libonnxruntime.so"
}
