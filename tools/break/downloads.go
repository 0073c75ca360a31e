package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"time"

	"foolscope/engine/download"
	"foolscope/engine/zoo"
)

const (
	downloadKind       = "downloads from servers of every mood"
	killedDownloadKind = "killed while downloading"
	ownKind            = "downloads beside files of the user's"
	netFile            = "net.onnx"
	// mostAsked and mostTimes bound how often a server may be asked for a file, and how many times its length is fetched.
	mostAsked, mostTimes = 40, 6
	// silence is shorter than that of the program, whose only difference is how long one waits.
	silence = time.Second
)

// place is a server with an entry of a catalogue for its file.
type place struct {
	*server
	web   *httptest.Server
	entry zoo.Entry
}

func (b *bench) open() *place {
	data := make([]byte, 1<<20+b.chance.IntN(1<<20))
	for i := range data {
		data[i] = byte(b.chance.Uint32())
	}
	p := &place{server: &server{file: data, mood: "good", chance: chanceOf(b.seed, "server")}}
	p.web = httptest.NewUnstartedServer(p.server)
	p.web.Config.ErrorLog = quiet()
	p.web.Start()
	hash := sha256.Sum256(data)
	p.entry = zoo.Entry{
		Name: "net", Title: "Net", Family: "Test", Sentence: "A file.", File: netFile, Bytes: int64(len(data)),
		SHA256: hex.EncodeToString(hash[:]), URLs: []string{p.web.URL + "/net.onnx"}, Manifest: json.RawMessage(`{"name": "net", "title": "Net"}`),
	}
	return p
}

func (p *place) close() {
	p.web.CloseClientConnections()
	p.web.Close()
}

// downloads brings a file from servers that disappoint, and kills who does.
func (b *bench) downloads() error {
	p := b.open()
	defer p.close()
	for _, mood := range some(b, moods) {
		folder, err := b.folder("downloads")
		if err != nil {
			return err
		}
		b.add(b.disappointed(p, mood, folder))
	}
	for _, own := range []string{netFile, "net.json", netFile + ".part"} {
		for _, mood := range []string{"good", "has moved away"} {
			folder, err := b.folder("own")
			if err != nil {
				return err
			}
			b.add(b.beside(p, mood, folder, own))
		}
	}
	folder, err := b.folder("killed")
	if err != nil {
		return err
	}
	for i := range b.amount.kills {
		mood := moods[b.chance.IntN(len(moods))]
		after := time.Duration(b.chance.IntN(60)) * time.Millisecond
		t, err := b.killedDownload(p, mood, folder, after)
		if err != nil {
			return err
		}
		t.what = fmt.Sprintf("number %d, whose server %s", i+1, mood)
		b.add(t)
	}
	return nil
}

// disappointed downloads from a server in a mood, and then from a good one.
func (b *bench) disappointed(p *place, mood, folder string) trial {
	t := trial{kind: downloadKind, what: "one that " + mood}
	p.turn(mood)
	path := filepath.Join(folder, netFile)
	request := download.Large{URLs: p.entry.URLs, SHA256: p.entry.SHA256, Bytes: p.entry.Bytes, Silence: silence}
	ctx, cancel := context.WithTimeout(context.Background(), 90*time.Second)
	defer cancel()
	begun := time.Now()
	err := request.Fetch(ctx, path)
	t.took, t.refused = time.Since(begun), err != nil
	asked, written := p.counts()
	data, missing := os.ReadFile(path)
	switch {
	case ctx.Err() != nil:
		t.problem = fmt.Sprintf("it had not ended after %s", t.took.Round(time.Second))
	case asked > mostAsked || written > mostTimes*p.entry.Bytes && mood != "never ends":
		t.problem = fmt.Sprintf("it asked %d times and fetched %d bytes for %d", asked, written, p.entry.Bytes)
	case err == nil && !bytes.Equal(data, p.file):
		t.problem = "it took another file for the right one"
	case err != nil && missing == nil:
		t.problem = "it failed, but a file is there: " + err.Error()
	case err != nil:
		t.problem = sentence(err)
	}
	if t.problem == "" {
		t.problem = p.recovers(folder)
	}
	return t
}

// recovers says what is wrong with a folder after a download from a good server, empty if nothing is.
func (p *place) recovers(folder string) string {
	p.turn("good")
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	path, err := p.library(folder).Download(ctx, p.entry, false, nil)
	if err != nil {
		return "afterwards it cannot be downloaded from a good server: " + err.Error()
	}
	if data, _ := os.ReadFile(path); !bytes.Equal(data, p.file) {
		return "afterwards it is not the right file"
	}
	return leftBeside(folder, netFile, "net.json")
}

func (p *place) library(folder string) zoo.Library {
	return zoo.Library{Entries: []zoo.Entry{p.entry}, Folder: folder}
}

// beside downloads into a folder where a file of the user's has one of the names.
func (b *bench) beside(p *place, mood, folder, own string) trial {
	t := trial{kind: ownKind, what: own + ", from a server that " + mood}
	p.turn(mood)
	mine := []byte(`{"name": "of the user's own"}`)
	target := filepath.Join(folder, own)
	if strings.HasSuffix(own, ".part") {
		// A link of that name must not be followed.
		elsewhere := filepath.Join(b.scratch, "elsewhere-"+filepath.Base(folder))
		if err := os.Symlink(elsewhere, target); err != nil {
			t.problem = err.Error()
			return t
		}
		target = elsewhere
	}
	if err := os.WriteFile(target, mine, 0o644); err != nil {
		t.problem = err.Error()
		return t
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	_, err := p.library(folder).Download(ctx, p.entry, false, nil)
	t.refused = err != nil
	if err != nil {
		t.problem = sentence(err)
	}
	if data, _ := os.ReadFile(target); !bytes.Equal(data, mine) {
		t.problem = "the user's file was replaced"
	}
	return t
}

// killedDownload kills who downloads from a server in a mood, and then downloads from a good one.
func (b *bench) killedDownload(p *place, mood, folder string, after time.Duration) (trial, error) {
	t := trial{kind: killedDownloadKind}
	for _, name := range []string{netFile} {
		os.Remove(filepath.Join(folder, name))
	}
	p.turn(mood)
	entry, err := json.Marshal(p.entry)
	if err != nil {
		return t, err
	}
	writer, err := startWriter("download", folder, string(entry))
	if err != nil {
		return t, err
	}
	time.Sleep(after)
	writer.Process.Kill()
	writer.Wait()
	if data, err := os.ReadFile(filepath.Join(folder, netFile)); err == nil && !bytes.Equal(data, p.file) {
		t.problem = "a file is there that is not whole"
		return t, nil
	}
	t.problem = p.recovers(folder)
	return t, nil
}

// downloadOnce says that it begins, and downloads an entry into a folder.
func downloadOnce(folder, entry string) int {
	var e zoo.Entry
	if err := json.Unmarshal([]byte(entry), &e); err != nil {
		fmt.Fprintln(os.Stderr, "foolscope:", err)
		return 2
	}
	fmt.Println("ready")
	if _, err := (zoo.Library{Entries: []zoo.Entry{e}, Folder: folder}).Download(context.Background(), e, false, nil); err != nil {
		fmt.Fprintln(os.Stderr, "foolscope:", err)
		return 1
	}
	return 0
}

// sentence says what is wrong with an error as a sentence for a person, empty if nothing is.
func sentence(err error) string {
	text := err.Error()
	if problem := unprintable(text); problem != "" {
		return problem
	}
	if len(text) < 10 || len(text) > longestSentence {
		return fmt.Sprintf("it says a sentence of %d bytes: %s", len(text), excerpt(text))
	}
	return ""
}
