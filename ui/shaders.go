package ui

import (
	"os"
	"path/filepath"

	"foolscope/engine/disk"
)

// shaderRoom is how many bytes must be free where shaders are cached: more than
// Mesa has ever needed for the few of Fyne's.
const shaderRoom = 16 << 20

// shaderVariables turn Mesa's cache of shaders off, in its newer and its older versions.
var shaderVariables = []string{"MESA_SHADER_CACHE_DISABLE", "MESA_GLSL_CACHE_DISABLE"}

// spareShaders lets Mesa, which draws windows on Linux, cache no shaders if room
// bytes are not free for them. It maps its cache into memory, and where the disk
// is full, the system ends the process that writes there (SIGBUS).
func spareShaders(room int64) {
	folder, err := os.UserCacheDir()
	if err != nil || !filepath.IsAbs(folder) {
		return
	}
	free, err := disk.Free(folder)
	for err != nil && filepath.Dir(folder) != folder {
		// Mesa would make the folder in the nearest that exists.
		folder = filepath.Dir(folder)
		free, err = disk.Free(folder)
	}
	if err != nil || free >= room {
		return
	}
	for _, variable := range shaderVariables {
		os.Setenv(variable, "true")
	}
}
