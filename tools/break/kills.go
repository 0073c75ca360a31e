package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// kills writes over files in other processes and kills those at random moments.
func (b *bench) kills() error {
	for _, k := range keptFiles {
		versions, err := b.versions(k)
		if err != nil {
			return err
		}
		folder, err := b.folder("kept")
		if err != nil {
			return err
		}
		for i := range b.amount.kills {
			writer, err := startWriter(k.kind, folder)
			if err != nil {
				return err
			}
			begun := time.Now()
			time.Sleep(time.Duration(b.chance.IntN(40_000)) * time.Microsecond)
			writer.Process.Kill()
			writer.Wait()
			b.add(trial{
				kind: "killed while saving: " + k.kind, what: fmt.Sprint("number ", i+1), took: time.Since(begun),
				problem: b.judgeKept(k, folder, versions),
			})
		}
	}
	return nil
}

// versions are what the two versions of a file hold.
func (b *bench) versions(k kept) (out [2][]byte, err error) {
	for version := range out {
		folder, err := b.folder("version")
		if err != nil {
			return out, err
		}
		path := filepath.Join(folder, k.file)
		if err := k.write(path, version); err != nil {
			return out, err
		}
		if out[version], err = os.ReadFile(path); err != nil {
			return out, err
		}
	}
	return out, nil
}

// judgeKept looks at what a killed writer left, and at what the next start makes of it.
func (b *bench) judgeKept(k kept, folder string, versions [2][]byte) string {
	path := filepath.Join(folder, k.file)
	data, err := os.ReadFile(path)
	if err != nil {
		return "the file has gone: " + err.Error()
	}
	if !bytes.Equal(data, versions[0]) && !bytes.Equal(data, versions[1]) {
		return fmt.Sprintf("the file is neither the old nor the new one: %d bytes", len(data))
	}
	next, err := startWriter(k.kind, folder, "1")
	if err == nil {
		err = next.Wait()
	}
	if err != nil {
		return "the next start cannot write: " + err.Error()
	}
	if data, _ = os.ReadFile(path); !bytes.Equal(data, versions[1]) {
		return "what the next start writes is not what is there"
	}
	return leftBeside(folder, k.file)
}

// leftBeside names what is in a folder besides the files that belong there.
func leftBeside(folder string, belong ...string) string {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return err.Error()
	}
	var left []string
	for _, e := range entries {
		ok := false
		for _, name := range belong {
			ok = ok || name == e.Name()
		}
		if !ok {
			left = append(left, e.Name())
		}
	}
	if len(left) > 0 {
		return "left behind: " + strings.Join(left, ", ")
	}
	return ""
}

// startWriter starts this program as a writer and waits until it has begun.
func startWriter(args ...string) (*exec.Cmd, error) {
	path, err := os.Executable()
	if err != nil {
		return nil, err
	}
	command := exec.Command(path, append([]string{writerArgument}, args...)...)
	separate(command)
	var complaint bytes.Buffer
	command.Stderr = &complaint
	out, err := command.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := command.Start(); err != nil {
		return nil, err
	}
	if line, _ := bufio.NewReader(out).ReadString('\n'); line != "ready\n" {
		command.Process.Kill()
		command.Wait()
		return nil, errors.New("the writer did not begin: " + complaint.String())
	}
	return command, nil
}
