package models_test

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"foolscope/engine/classifier"
	"foolscope/models"
)

func TestCatalogueHasTheStudysNetworks(t *testing.T) {
	var titles []string
	for _, e := range models.Catalogue() {
		titles = append(titles, e.Title)
	}
	for _, want := range []string{
		"VGG16", "VGG19", "ResNet-18", "ResNet-34", "ResNet-50", "ResNet-101", "ResNet-152", "ResNet-18 v2", "ResNet-34 v2",
		"ResNet-50 v2", "ResNet-101 v2", "ResNet-152 v2", "MobileNetV2", "SqueezeNet 1.1", "GoogLeNet", "Inception v1",
		"DenseNet-121", "ShuffleNet v2", "EfficientNet-Lite4", "AlexNet",
	} {
		if !slices.Contains(titles, want) {
			t.Errorf("%s is missing", want)
		}
	}
}

// A file of float32 weights has four bytes a weight, and little else.
func TestCatalogueAgreesWithItself(t *testing.T) {
	for _, e := range models.Catalogue() {
		m, err := classifier.ParseManifest(e.Manifest)
		if err != nil {
			t.Errorf("%s: %v", e.Name, err)
			continue
		}
		if weights := float64(e.Bytes) / 4; weights < 0.95*float64(e.Parameters) || weights > 1.1*float64(e.Parameters) {
			t.Errorf("%s: %d bytes for %d weights", e.Name, e.Bytes, e.Parameters)
		}
		if m.Name != e.Name || m.SHA256 != e.SHA256 || m.Title != e.Title {
			t.Errorf("%s: the manifest is that of %s", e.Name, m.Name)
		}
		if models.Labels()[m.LabelsFile] == nil {
			t.Errorf("%s: there are no labels %q", e.Name, m.LabelsFile)
		}
		if !strings.HasSuffix(e.Sentence, ".") && !strings.HasSuffix(e.Sentence, "?") {
			t.Errorf("%s: %q is no sentence", e.Name, e.Sentence)
		}
	}
}

// The labels are in the order that the photos of the test data are numbered in.
func TestImageNetLabels(t *testing.T) {
	ours := strings.Split(strings.TrimSpace(string(models.Labels()["imagenet_labels.txt"])), "\n")
	for class, want := range map[int]string{0: "tench", 207: "golden retriever", 407: "ambulance", 779: "school bus", 920: "traffic light", 999: "toilet tissue"} {
		if ours[class] != want {
			t.Errorf("class %d is %q, want %q", class, ours[class], want)
		}
	}
	theirs, err := os.ReadFile(filepath.Join("..", "..", "shared", "testdata", "models", "imagenet_labels.txt"))
	if err != nil {
		t.Skip("the test data is absent: there is no ../shared/testdata beside the checkout")
	}
	if !bytes.Equal(bytes.TrimSpace(theirs), bytes.TrimSpace(models.Labels()["imagenet_labels.txt"])) {
		t.Error("the labels are not those of the test data")
	}
}
