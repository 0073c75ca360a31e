package aside

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"foolscope/engine/ort"
)

// try runs the helper on a model; its error is that of Admit.
func try(ctx context.Context, command func(args ...string) *exec.Cmd, path string, limits Limits) error {
	name := filepath.Base(path)
	helper := command(append(append([]string{ort.Preferred().Key}, limits.arguments()...), path)...)
	var out, complaints head
	helper.Stdout, helper.Stderr = &out, &complaints
	if helper.Env == nil {
		helper.Env = os.Environ()
	}
	// Only the first lines of a crash are of use.
	helper.Env = append(helper.Env, "GOTRACEBACK=none")
	// Else a grandchild that keeps the pipes open would be waited for.
	helper.WaitDelay = time.Second
	apart(helper)
	// It stays open for as long as this process lives, and so does the helper.
	life, err := helper.StdinPipe()
	if err == nil {
		err = helper.Start()
	}
	if err != nil {
		return refuse("%s was not opened: the process to try it in could not be started (%v); close other programs, or set %s=off if you trust the file", name, err, Variable)
	}
	defer life.Close()
	// The helper keeps its limit itself; this is for one that does not run at all.
	within, cancel := context.WithTimeout(ctx, slack*limits.Time+overtime)
	defer cancel()
	stop := context.AfterFunc(within, func() { end(helper) })
	failure := helper.Wait()
	inTime := stop()
	if ctx.Err() != nil {
		return fmt.Errorf("%s was not opened: its trial was stopped: %w", name, ctx.Err())
	}
	if a := out.answer(); a != nil {
		switch {
		case a.Memory:
			return tooLarge(name, limits)
		case a.Time:
			return tooSlow(name, limits)
		case a.Passed:
			return nil
		case a.Problem != "":
			return errors.New(a.Problem)
		}
	}
	if !inTime {
		return tooSlow(name, limits)
	}
	if complaints.ofMemory() {
		return tooLarge(name, limits)
	}
	return refuse("%s ended onnxruntime (%s), so Foolscope, which had tried it in a process of its own, did not open it; export the model again, or take another one",
		name, cause(failure, complaints.text))
}

// overtime is how much longer a helper may take to say that it reached a limit.
const overtime = 2 * time.Second

func tooSlow(name string, limits Limits) error {
	return refuse("%s gave no result within the %s that a file of its size gets, so Foolscope did not open it: perhaps it has a loop without an end; if you trust the file, set %s=off",
		name, seconds(limits.Time), Variable)
}

func tooLarge(name string, limits Limits) error {
	return refuse("%s needs more than the %s of memory that a file of its size gets, so Foolscope did not open it; export it with a smaller input, or set %s=off if you trust the file",
		name, gigabytes(limits.Memory), Variable)
}

// head is what a helper wrote, up to a bound: the rest is dropped.
type head struct{ text []byte }

const maxHead = 1 << 20

func (h *head) Write(p []byte) (int, error) {
	h.text = append(h.text, p[:min(len(p), maxHead-len(h.text))]...)
	return len(p), nil
}

// answer returns the answer among the lines, as libraries write there too; nil
// if there is none.
func (h *head) answer() *answer {
	for line := range bytes.Lines(h.text) {
		a := answer{}
		decoder := json.NewDecoder(bytes.NewReader(line))
		decoder.DisallowUnknownFields()
		if bytes.HasPrefix(line, []byte("{")) && decoder.Decode(&a) == nil {
			return &a
		}
	}
	return nil
}

func (h *head) ofMemory() bool { return ofMemory(errors.New(string(h.text))) }
