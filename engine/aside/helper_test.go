package aside

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"runtime"
	"strconv"
	"syscall"
	"testing"
	"time"
)

// behaviourVariable makes this test be a helper, of the given kind;
// numberVariable is where one writes the number of its child.
const (
	behaviourVariable = "ASIDE_TEST"
	numberVariable    = "ASIDE_TEST_NUMBER"
)

func TestMain(m *testing.M) {
	if behaviour := os.Getenv(behaviourVariable); behaviour != "" {
		behave(behaviour, os.Args[1:])
	}
	os.Exit(m.Run())
}

// as describes a helper that behaves in a certain way.
func as(behaviour string) func(args ...string) *exec.Cmd {
	return func(args ...string) *exec.Cmd {
		c := exec.Command(os.Args[0], args...)
		c.Env = append(os.Environ(), behaviourVariable+"="+behaviour)
		return c
	}
}

// behave does what a helper may do, and ends.
func behave(behaviour string, args []string) {
	self, _ := os.FindProcess(os.Getpid())
	switch behaviour {
	case "genuine":
		if err := Serve(args, os.Stdin, os.Stdout); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	case "chats and passes":
		fmt.Println("card 0: 8 GiB\n{\"device\": 0}\n[3]\n{\"passed\":true}")
	case "floods and passes":
		for range 100 {
			fmt.Fprintln(os.Stderr, string(make([]byte, 1<<20)))
		}
		fmt.Println(`{"passed":true}`)
	case "is killed":
		_ = self.Kill()
		time.Sleep(time.Hour)
	case "divides by zero":
		zero := len(args) - 4
		fmt.Println(1 / zero)
	case "is silent":
	case "answers and dies":
		fmt.Println(`{"passed":true}`)
		_ = self.Kill()
		time.Sleep(time.Hour)
	case "refuses":
		fmt.Println(`{"passed":false,"problem":"it gives 1 scores"}`)
	case "hangs":
		time.Sleep(time.Hour)
	case "leaves a child":
		child := as("hangs")()
		child.Stdout, child.Stderr = os.Stdout, os.Stderr
		if err := child.Start(); err != nil {
			panic(err)
		}
		if path := os.Getenv(numberVariable); path != "" {
			if err := os.WriteFile(path, []byte(strconv.Itoa(child.Process.Pid)), 0o600); err != nil {
				panic(err)
			}
		}
		time.Sleep(time.Hour)
	case "sleeps and writes nothing":
		limits, err := parseLimits(args[1], args[2])
		if err != nil {
			panic(err)
		}
		bound(limits.Memory)
		signal.Ignore(syscall.SIGXFSZ)
		if path := filepath.Join(os.TempDir(), "aside-test"); runtime.GOOS != "windows" && os.WriteFile(path, []byte("text"), 0o600) == nil {
			panic("a helper can write " + path)
		}
		watchTime(limits.Time, func() { fmt.Println(`{"time":true}`) })
	case "takes memory":
		limits, err := parseLimits(args[1], args[2])
		if err != nil {
			panic(err)
		}
		go watchMemory(limits.Memory, func() {
			fmt.Println(`{"memory":true}`)
			os.Exit(1)
		})
		for held := [][]byte{}; ; time.Sleep(time.Millisecond) {
			block := make([]byte, 1<<20)
			for i := range block {
				block[i] = 1
			}
			held = append(held, block)
		}
	case "orphans a helper":
		// It starts a helper, tells its number, and is killed.
		helper := as("genuine")("cpu", "1000000000000", "1h", args[0])
		life, err := helper.StdinPipe()
		if err == nil {
			helper.Stdout = os.Stdout
			err = helper.Start()
		}
		if err != nil {
			panic(err)
		}
		fmt.Println(helper.Process.Pid)
		_, _ = bufio.NewReader(os.Stdin).ReadString('\n')
		_ = self.Kill()
		time.Sleep(time.Hour)
		_, _ = io.WriteString(life, "")
	default:
		panic("no such behaviour: " + behaviour)
	}
	os.Exit(0)
}
