package aside

import (
	"context"
	"errors"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"foolscope/engine/ort"
)

// generous are limits that nothing here reaches by accident.
var generous = Limits{Memory: 4 << 30, Time: 2 * time.Minute}

func needLibrary(t *testing.T) {
	t.Helper()
	if err := ort.Start(); err != nil {
		t.Skip(err)
	}
}

func TestEveryWayAHelperEnds(t *testing.T) {
	short := Limits{Memory: 300 << 20, Time: time.Second}
	for _, test := range []struct {
		behaviour string
		limits    Limits
		// want begins the error; empty if there is none.
		want string
	}{
		{"chats and passes", generous, ""},
		{"floods and passes", generous, ""},
		{"answers and dies", generous, ""},
		{"refuses", generous, "it gives 1 scores"},
		{"divides by zero", generous, "net.onnx ended onnxruntime (runtime error: integer divide by zero), so Foolscope"},
		{"is killed", generous, "net.onnx ended onnxruntime (SIGKILL, the system ended it, perhaps for want of memory), so"},
		{"is silent", generous, "net.onnx ended onnxruntime (it ended without an answer), so"},
		{"sleeps and writes nothing", Limits{4 << 30, time.Second}, "net.onnx gave no result within the 1 seconds"},
		{"hangs", short, "net.onnx gave no result within the 1 seconds that a file of its size gets, so Foolscope"},
		{"leaves a child", short, "net.onnx gave no result within the 1 seconds"},
		{"takes memory", Limits{short.Memory, time.Minute}, "net.onnx needs more than the 0.3 GB of memory that a file of its size gets"},
	} {
		t.Run(test.behaviour, func(t *testing.T) {
			if runtime.GOOS == "windows" && strings.Contains(test.want, "SIGKILL") {
				t.Skip("there are no signals")
			}
			err := try(context.Background(), as(test.behaviour), filepath.Join(t.TempDir(), "net.onnx"), test.limits)
			if test.want == "" && err != nil || test.want != "" && (err == nil || !strings.HasPrefix(err.Error(), test.want)) {
				t.Errorf("the error is %v, want %s", err, test.want)
			}
		})
	}
}

func TestAHelperThatCannotStart(t *testing.T) {
	nothing := func(...string) *exec.Cmd { return exec.Command(filepath.Join(t.TempDir(), "absent")) }
	var refusal *Refusal
	if err := try(context.Background(), nothing, "net.onnx", generous); !errors.As(err, &refusal) || !strings.Contains(err.Error(), "could not be started") {
		t.Errorf("the error is %v", err)
	}
}

func TestATrialIsCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	time.AfterFunc(200*time.Millisecond, cancel)
	start := time.Now()
	err := try(ctx, as("hangs"), "net.onnx", generous)
	if !errors.Is(err, context.Canceled) || time.Since(start) > time.Minute {
		t.Errorf("after %v the error is %v", time.Since(start), err)
	}
}
