package desk

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"time"
)

// Display is an X server without a screen. It is free of anything but the programs that are started on it.
type Display struct {
	// Name is what the environment variable DISPLAY says, such as ":7".
	Name string

	width, height int
	server        *exec.Cmd
}

// Missing names the tools that are not installed, empty if a display can be opened.
func Missing() string {
	var names []string
	for _, tool := range []string{"Xvfb", "xdotool"} {
		if _, err := exec.LookPath(tool); err != nil {
			names = append(names, tool)
		}
	}
	return strings.Join(names, " and ")
}

// NewDisplay starts an X server that chooses its own number, with further
// arguments if there are any.
func NewDisplay(width, height int, further ...string) (*Display, error) {
	read, write, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	defer read.Close()
	arguments := []string{"-displayfd", "3", "-screen", "0", fmt.Sprintf("%dx%dx24", width, height), "-nolisten", "tcp"}
	server := exec.Command("Xvfb", append(arguments, further...)...)
	server.ExtraFiles = []*os.File{write}
	err = server.Start()
	write.Close()
	if err != nil {
		return nil, fmt.Errorf("the server Xvfb did not start: %w", err)
	}
	d := &Display{width: width, height: height, server: server}
	read.SetReadDeadline(time.Now().Add(30 * time.Second))
	number, err := bufio.NewReader(read).ReadString('\n')
	if err != nil {
		d.Close()
		return nil, fmt.Errorf("the server Xvfb did not say its number: %w", err)
	}
	d.Name = ":" + strings.TrimSpace(number)
	return d, nil
}

// Close ends the server, and with it whatever is on the display.
func (d *Display) Close() {
	d.server.Process.Kill()
	d.server.Wait()
}

// hands runs xdotool.
func (d *Display) hands(args ...string) error {
	cmd := exec.Command("xdotool", args...)
	cmd.Env = append(os.Environ(), "DISPLAY="+d.Name)
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("xdotool %s: %w\n%s", strings.Join(args, " "), err, out)
	}
	return nil
}
