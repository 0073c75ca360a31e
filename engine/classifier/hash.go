package classifier

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"foolscope/engine/disk"
)

// compareHash compares the file with the SHA-256 that its manifest gives, while
// the model is opened, and sends a warning or "". It is no reason to refuse the
// model: people export anew and keep the manifest, which then may be right or not.
func compareHash(path string, d *description) <-chan string {
	out := make(chan string, 1)
	wanted := strings.ToLower(strings.TrimSpace(d.manifest.SHA256))
	if wanted == "" {
		out <- ""
		return out
	}
	go func() { out <- hashWarning(path, wanted, d.manifestName) }()
	return out
}

func hashWarning(path, wanted, manifest string) string {
	if sum, err := hex.DecodeString(wanted); err != nil || len(sum) != sha256.Size {
		return fmt.Sprintf("The sha256 in %s is not one: it has to be %d hexadecimal digits.", manifest, 2*sha256.Size)
	}
	if sum, err := disk.SumFile(context.Background(), path); err != nil || sum == wanted {
		return ""
	}
	return fmt.Sprintf("%s was written for another file: its sha256 is not that of this one. If the model was exported anew, see that preprocessing and labels are still right, and mend the sha256; else download both again.", manifest)
}
