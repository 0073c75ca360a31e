package aside

import (
	"errors"
	"fmt"
	"os/exec"
	"regexp"
)

// causes says what the names of signals and Windows' numbers mean.
var causes = map[string]string{
	"SIGFPE":     "an integer division by zero or beyond the range of integers",
	"SIGSEGV":    "it touched memory that is not its own",
	"SIGBUS":     "it touched memory that does not exist",
	"SIGILL":     "an instruction that this processor does not have",
	"SIGABRT":    "it gave up",
	"SIGKILL":    "the system ended it, perhaps for want of memory",
	"0xc0000005": "it touched memory that is not its own",
	"0xc0000094": "an integer division by zero",
	"0xc0000095": "an integer division beyond the range of integers",
	"0xc000001d": "an instruction that this processor does not have",
	"0xc00000fd": "its stack is full",
	"0xc0000409": "it gave up",
}

// report is how Go's runtime begins to tell of a signal or an exception.
var report = regexp.MustCompile(`(?m)^(?:(SIG[A-Z]+)|Exception (0x[0-9a-f]+))`)

// fatal is how it begins to tell of what is its own.
var fatal = regexp.MustCompile(`(?m)^(?:fatal error|panic|runtime): (.{1,100})`)

// cause says how a process ended, from the error of waiting for it and from
// what it wrote.
func cause(failure error, wrote []byte) string {
	name := ""
	if found := report.FindSubmatch(wrote); found != nil {
		name = string(found[1]) + string(found[2])
	}
	var exit *exec.ExitError
	if errors.As(failure, &exit) && name == "" {
		name = signalName(exit)
	}
	if meaning, known := causes[name]; known {
		return name + ", " + meaning
	}
	if name != "" {
		return name
	}
	if found := fatal.FindSubmatch(wrote); found != nil {
		return string(found[1])
	}
	if failure == nil {
		return "it ended without an answer"
	}
	return fmt.Sprint(failure)
}
