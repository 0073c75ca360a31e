package fetch

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

// module takes the library from the folder of the binding's Go module, which a build from source needs anyway.
type module struct {
	items
	// list is the command that prints the module's folder as JSON, fetching the module first if need be.
	list []string
}

var bindingModule = module{moduleItems, []string{"go", "mod", "download", "-json", "github.com/yalue/onnxruntime_go"}}

func (m module) String() string { return "the Go module onnxruntime_go" }

func (m module) fetch(ctx context.Context, platform Platform, scratch string) (string, error) {
	folder, err := m.folder(ctx)
	if err != nil {
		return "", err
	}
	// The module cache is read-only, and stays as it is.
	library := filepath.Join(scratch, FileName(platform.OS))
	return library, copyFile(library, filepath.Join(folder, m.items[platform].member))
}

func (m module) folder(ctx context.Context) (string, error) {
	output, err := exec.CommandContext(ctx, m.list[0], m.list[1:]...).Output()
	if err != nil && len(output) == 0 {
		return "", fmt.Errorf("%s does not know it: %w", m.list[0], err)
	}
	var answer struct{ Dir, Error string }
	if err := json.Unmarshal(output, &answer); err != nil {
		return "", fmt.Errorf("%s gave an answer that makes no sense: %w", m.list[0], err)
	}
	if answer.Error != "" {
		return "", errors.New(answer.Error)
	}
	return answer.Dir, nil
}

func copyFile(to, from string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	return writeFile(to, in)
}
