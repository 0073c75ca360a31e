package zoo

import (
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/url"
	"path"
	"strings"

	"foolscope/engine/classifier"
)

// Entry is a classifier of the catalogue.
type Entry struct {
	// Name identifies the entry, Title is for people. Family is the kind of
	// network, such as ResNet.
	Name   string `json:"name"`
	Title  string `json:"title"`
	Family string `json:"family"`
	// Sentence tells a student what is special about it.
	Sentence string `json:"sentence"`
	// File is its name in a folder, Bytes its length, SHA256 its hash in
	// hexadecimal.
	File   string `json:"file"`
	Bytes  int64  `json:"bytes"`
	SHA256 string `json:"sha256"`
	// URLs are the places that have it, the best first.
	URLs    []string `json:"urls"`
	Licence string   `json:"licence"`
	// Parameters counts its weights, rounded.
	Parameters int64 `json:"parameters"`
	// Top1 is the published accuracy on ImageNet's validation pictures, in
	// percent.
	Top1 float64 `json:"top1"`
	// Warning is a sentence to read before it is used, empty if there is none.
	Warning string `json:"warning,omitempty"`
	// Manifest is what is written beside the model.
	Manifest json.RawMessage `json:"manifest"`
}

// Parse reads a catalogue: a JSON object whose key models has a list of
// entries. The error names the first entry that is wrong.
func Parse(data []byte) ([]Entry, error) {
	var catalogue struct {
		Models []Entry `json:"models"`
	}
	if err := json.Unmarshal(data, &catalogue); err != nil {
		return nil, fmt.Errorf("the catalogue is not valid JSON: %w", err)
	}
	seen := map[string]bool{}
	for _, e := range catalogue.Models {
		if err := e.check(); err != nil {
			return nil, fmt.Errorf("the catalogue's entry %q: %w", e.Name, err)
		}
		if seen[e.Name] || seen[e.File] {
			return nil, fmt.Errorf("the catalogue has %q twice", e.Name)
		}
		seen[e.Name], seen[e.File] = true, true
	}
	return catalogue.Models, nil
}

func (e Entry) check() error {
	if e.Name == "" || e.Title == "" {
		return fmt.Errorf("it has no name or no title")
	}
	if e.File != path.Base(e.File) || strings.ContainsAny(e.File, `\:`) || !strings.HasSuffix(e.File, ".onnx") {
		return fmt.Errorf("%q is not the name of an ONNX file", e.File)
	}
	if hash, err := hex.DecodeString(e.SHA256); err != nil || len(hash) != 32 {
		return fmt.Errorf("its SHA-256 is not one")
	}
	if e.Bytes <= 0 {
		return fmt.Errorf("its length is %d bytes", e.Bytes)
	}
	if len(e.URLs) == 0 {
		return fmt.Errorf("it has no address")
	}
	for _, address := range e.URLs {
		if u, err := url.Parse(address); err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" {
			return fmt.Errorf("%q is not a web address", address)
		}
	}
	_, err := classifier.ParseManifest(e.Manifest)
	return err
}

// manifestName is the name of the manifest beside a model's file.
func (e Entry) manifestName() string { return strings.TrimSuffix(e.File, ".onnx") + ".json" }
