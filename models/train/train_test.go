package main

import (
	"context"
	"encoding/json"
	"math"
	"os"
	"testing"

	"foolscope/engine/classifier"
	"foolscope/engine/onnx"
	"foolscope/engine/roadsign"
)

// TestEmbeddedModelOnUnseenRenders measures the committed model again, as the
// command did when it made it.
func TestEmbeddedModelOnUnseenRenders(t *testing.T) {
	if testing.Short() {
		t.Skip("2,000 renders take too long for a short run")
	}
	m, err := onnx.ReadFile("../roadsigns.onnx")
	if err != nil {
		t.Fatal(err)
	}
	r, err := measure(context.Background(), m, 2000)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d of %d right", r.right, r.pictures)
	if r.accuracy() < 0.97 {
		t.Errorf("held-out accuracy is %.2f %%", 100*r.accuracy())
	}
	data, err := os.ReadFile("../roadsigns.json")
	if err != nil {
		t.Fatal(err)
	}
	described, err := classifier.ParseManifest(data)
	if err != nil {
		t.Fatal(err)
	}
	var stated struct{ Renders struct{ Top1 float64 } }
	if err := json.Unmarshal(described.Measured, &stated); err != nil {
		t.Fatal(err)
	}
	// Other processors round otherwise, in renders and in the network.
	if math.Abs(stated.Renders.Top1-r.accuracy()) > 0.005 {
		t.Errorf("the manifest states %.4f, measured %.4f", stated.Renders.Top1, r.accuracy())
	}
}

func TestRendersRepeat(t *testing.T) {
	first, again, other := renders{1}.batch(3, 4), renders{1}.batch(3, 4), renders{2}.batch(3, 4)
	same := true
	for i, v := range first.Pictures.Data {
		if v != again.Pictures.Data[i] {
			t.Fatal("the same seed gives two pictures")
		}
		same = same && v == other.Pictures.Data[i]
	}
	if same {
		t.Error("another seed gives the same pictures")
	}
	for i, class := range first.Classes {
		if class != (3+i)%len(roadsign.Classes) {
			t.Errorf("classes are %v", first.Classes)
		}
	}
}
