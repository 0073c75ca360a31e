package classifier_test

import (
	"context"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"foolscope/engine/attack"
	"foolscope/engine/classifier"
	"foolscope/engine/loss"
	"foolscope/engine/onnx"
	"foolscope/engine/pixel"
)

// described is a small network of five road signs in a folder with other files.
// What it says of one picture was computed in double precision with NumPy, for
// each way to prepare it.
type described struct {
	// files beside signs.onnx, and the metadata in it.
	files, metadata map[string]string
	// change edits the model.
	change func(g *onnx.GraphProto)
}

// Probabilities of "no entry", which is class 4, by what is done to the pixels.
const (
	untouched    = 0.693789
	byImageNet   = 0.983655
	centred      = 0.701751 // mean 0.5, std 0.5
	byImageNetIn = 0.939545 // and in the order BGR
	untouchedIn  = 0.729037
	centredIn    = 0.499252
	byClip       = 0.964479 // CLIP's mean and std
	byQuarter    = 0.935808 // mean 0.5, std 0.25
	onlyCentred  = 0.457328 // mean 0.5, std 1
)

const signNames = `["stop sign", "traffic light", "give way", "school bus", "no entry"]`

// write puts the model and the files into a folder of their own.
func (d described) write(t *testing.T) (model string) {
	t.Helper()
	m, err := onnx.ReadFile(filepath.Join("testdata", "signs.onnx"))
	if err != nil {
		t.Fatal(err)
	}
	for key, value := range d.metadata {
		m.MetadataProps = append(m.MetadataProps, &onnx.StringStringEntryProto{Key: key, Value: value})
	}
	if d.change != nil {
		d.change(m.Graph)
	}
	folder := t.TempDir()
	model = filepath.Join(folder, "signs.onnx")
	if err := onnx.WriteFile(model, m); err != nil {
		t.Fatal(err)
	}
	for name, text := range d.files {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return model
}

func (d described) open(t *testing.T) (*classifier.Classifier, error) {
	t.Helper()
	c, err := classifier.Open(d.write(t), classifier.Options{})
	if err == nil {
		t.Cleanup(func() { c.Close() })
	}
	return c, err
}

// verdict is what a classifier says of the picture of the tests.
func verdict(t *testing.T, c *classifier.Classifier) (label string, probability float64) {
	t.Helper()
	im, err := pixel.Open(t.Context(), filepath.Join("testdata", "signs.png"))
	if err != nil {
		t.Fatal(err)
	}
	logits, err := attack.LogitsOf(context.Background(), c, c.Fit(im))
	if err != nil {
		t.Fatal(err)
	}
	top := loss.Argmax(logits)
	return c.Label(top), loss.Softmax(logits)[top]
}

// openSides leaves height and width open, as exports with free axes do.
func openSides(g *onnx.GraphProto) {
	g.Input[0] = onnx.FloatValue(g.Input[0].Name, -1, 3, -1, -1)
}

func TestWhatFilesSayIsRead(t *testing.T) {
	numbers := `"mean": [0, 0, 0], "std": [1, 1, 1]`
	for _, test := range []struct {
		what string
		described
		label       string
		probability float64
		// from is where mean and std and where labels come from.
		from, labelsFrom string
	}{
		{"nothing is said", described{}, "class 4", byImageNet, "assumed", ""},
		{"a whole manifest", described{files: map[string]string{"signs.json": `{"input": {"size": 32}, "preprocessing": {` + numbers + `}, "labels": ` + signNames + `}`}},
			"no entry", untouched, "signs.json", "signs.json"},
		{"a manifest with a byte order mark", described{files: map[string]string{"signs.json": "\ufeff" + `{"preprocessing": {` + numbers + `}, "labels": ` + signNames + `}`}},
			"no entry", untouched, "signs.json", "signs.json"},
		{"a manifest in UTF-16", described{files: map[string]string{"signs.json": wide(`{"preprocessing": {` + numbers + `}, "labels": ` + signNames + `}`)}},
			"no entry", untouched, "signs.json", "signs.json"},
		{"a manifest with nothing but labels", described{files: map[string]string{"signs.json": `{"labels": ` + signNames + `}`}},
			"no entry", byImageNet, "assumed", "signs.json"},
		{"a manifest with nothing but a file of labels", described{files: map[string]string{"signs.json": `{"labels_file": "my.csv"}`, "my.csv": "id;name\n4;no entry\n3;d\n2;c\n1;b\n0;a"}},
			"no entry", byImageNet, "assumed", "my.csv"},
		{"a manifest with nothing but a size", described{files: map[string]string{"signs.json": `{"input": {"size": 32}}`}}, "class 4", byImageNet, "assumed", ""},
		{"a manifest with nothing but an order", described{files: map[string]string{"signs.json": `{"preprocessing": {"channel_order": "BGR"}}`}}, "class 4", byImageNetIn, "assumed", ""},
		{"a manifest that says that nothing is done", described{files: map[string]string{"signs.json": `{"preprocessing": {}}`}}, "class 4", untouched, "signs.json", ""},
		{"one number for all channels", described{files: map[string]string{"signs.json": `{"preprocessing": {"mean": 0.5, "std": [0.5]}}`}}, "class 4", centred, "signs.json", ""},
		{"a mean without a std", described{files: map[string]string{"signs.json": `{"preprocessing": {"mean": [0.5, 0.5, 0.5]}}`}}, "class 4", onlyCentred, "signs.json", ""},
		{"mean and std in levels", described{files: map[string]string{"signs.json": `{"preprocessing": {"mean": [123.675, 116.28, 103.53], "std": [58.395, 57.12, 57.375]}}`}},
			"class 4", byImageNet, "signs.json", ""},
		{"a std in levels", described{files: map[string]string{"signs.json": `{"preprocessing": {"mean": [0, 0, 0], "std": [255, 255, 255]}}`}}, "class 4", untouched, "signs.json", ""},
		{"a mean and a std of 127.5", described{files: map[string]string{"signs.json": `{"preprocessing": {"channel_order": "BGR", "mean": 127.5, "std": 127.5}}`}}, "class 4", centredIn, "signs.json", ""},
		{"labels as a dictionary", described{files: map[string]string{"signs.json": `{"labels": {"4": "no entry", "0": "a", "1": "b", "2": "c", "3": "d"}}`}},
			"no entry", byImageNet, "assumed", "signs.json"},

		{"somebody else's JSON", described{files: map[string]string{"signs.json": `{"name": "vit", "input": "pixel_values", "output": "logits"}`}}, "class 4", byImageNet, "assumed", ""},
		{"a list of something", described{files: map[string]string{"signs.json": `[1, 2, 3]`}}, "class 4", byImageNet, "assumed", ""},
		{"a configuration of Hugging Face under the manifest's name", described{files: map[string]string{"signs.json": `{"model_type": "vit", "id2label": {"4": "no entry", "0": "a", "1": "b", "2": "c", "3": "d"}}`}},
			"no entry", byImageNet, "assumed", "signs.json"},
		{"labels under the manifest's name", described{files: map[string]string{"signs.json": signNames}}, "no entry", byImageNet, "assumed", "signs.json"},

		{"ultralytics", described{metadata: map[string]string{"task": "classify", "imgsz": "[32, 32]", "names": `{0: 'a', 1: "b", 2: 'c', 3: 'd', 4: 'no entry'}`}},
			"no entry", untouched, "the model's file", "the model's file"},
		{"names of YOLOv5, which was trained as ImageNet's", described{metadata: map[string]string{"stride": "32", "names": `['a', 'b', 'c', 'd', 'no entry']`}},
			"no entry", byImageNet, "assumed", "the model's file"},
		{"ONNX: values from -1 to 1", described{metadata: map[string]string{"Image.BitmapPixelFormat": "Rgb8", "Image.NominalPixelRange": "Normalized_1_1"}},
			"class 4", centred, "the model's file", ""},
		{"ONNX: values from 0 to 1, in the order BGR", described{metadata: map[string]string{"Image.BitmapPixelFormat": "Bgr8", "Image.NominalPixelRange": "Normalized_0_1"}},
			"class 4", untouchedIn, "the model's file", ""},
		{"ONNX, whatever the case", described{metadata: map[string]string{"image.bitmappixelformat": "BGRA8", "IMAGE.NOMINALPIXELRANGE": "normalized_1_1"}},
			"class 4", centredIn, "the model's file", ""},
		{"labels in the metadata", described{metadata: map[string]string{"class_names": signNames}}, "no entry", byImageNet, "assumed", "the model's file"},
		{"labels in the metadata, with commas", described{metadata: map[string]string{"classes": "a, b, c, d, no entry"}}, "no entry", byImageNet, "assumed", "the model's file"},

		{"Hugging Face", described{files: map[string]string{
			"config.json":              `{"id2label": {"0": "a", "1": "b", "2": "c", "3": "d", "4": "no entry"}, "image_size": 32}`,
			"preprocessor_config.json": `{"do_normalize": true, "do_resize": true, "image_mean": [0.5, 0.5, 0.5], "image_std": [0.5, 0.5, 0.5], "size": {"height": 32, "width": 32}, "do_rescale": true, "rescale_factor": 0.00392156862745098}`,
		}, change: openSides}, "no entry", centred, "preprocessor_config.json", "config.json"},
		{"Hugging Face, label2id and an old extractor", described{files: map[string]string{
			"config.json":              `{"label2id": {"no entry": "4", "a": 0, "b": 1, "c": 2, "d": 3}}`,
			"preprocessor_config.json": `{"feature_extractor_type": "ViTFeatureExtractor", "do_normalize": true, "image_mean": [0.5, 0.5, 0.5], "image_std": [0.25, 0.25, 0.25], "size": 32}`,
		}, change: openSides}, "no entry", byQuarter, "preprocessor_config.json", "config.json"},
		{"Hugging Face, CLIP's numbers and a crop", described{files: map[string]string{
			"preprocessor_config.json": `{"do_center_crop": true, "crop_size": {"height": 32, "width": 32}, "size": {"shortest_edge": 32}, "image_mean": [0.48145466, 0.4578275, 0.40821073], "image_std": [0.26862954, 0.26130258, 0.27577711]}`,
		}, change: openSides}, "class 4", byClip, "preprocessor_config.json", ""},
		{"Hugging Face, rescaled to -1 to 1 by an offset", described{files: map[string]string{
			"preprocessor_config.json": `{"do_rescale": true, "rescale_factor": 0.00784313725490196, "rescale_offset": true, "do_normalize": false, "size": {"height": 32, "width": 32}}`,
		}, change: openSides}, "class 4", centred, "preprocessor_config.json", ""},
		{"Hugging Face, not normalised, in the order BGR", described{files: map[string]string{
			"preprocessor_config.json": `{"do_rescale": true, "do_flip_channel_order": true, "size": {"shortest_edge": 32}}`,
		}, change: openSides}, "class 4", untouchedIn, "preprocessor_config.json", ""},
		{"Hugging Face, inside a processor", described{files: map[string]string{
			"processor_config.json": `{"processor_class": "X", "image_processor": {"image_mean": [0.5, 0.5, 0.5], "image_std": [0.5, 0.5, 0.5], "size": {"height": 32, "width": 32}}}`,
		}, change: openSides}, "class 4", centred, "processor_config.json", ""},
		{"Hugging Face, labels that it made up", described{files: map[string]string{"config.json": `{"id2label": {"0": "LABEL_0", "1": "LABEL_1", "2": "LABEL_2", "3": "LABEL_3", "4": "LABEL_4"}}`}},
			"class 4", byImageNet, "assumed", ""},
		{"timm", described{files: map[string]string{
			"config.json": `{"architecture": "vit", "num_classes": 5, "label_names": ["a", "b", "c", "d", "no entry"], "pretrained_cfg": {"input_size": [3, 32, 32], "mean": [0.5, 0.5, 0.5], "std": [0.5, 0.5, 0.5], "crop_pct": 1.0, "interpolation": "bicubic"}}`,
		}, change: openSides}, "no entry", centred, "config.json", "config.json"},

		{"labels.txt", described{files: map[string]string{"labels.txt": "a\nb\nc\nd\nno entry\n"}}, "no entry", byImageNet, "assumed", "labels.txt"},
		{"Labels.TXT", described{files: map[string]string{"Labels.TXT": "a\nb\nc\nd\nno entry\n"}}, "no entry", byImageNet, "assumed", "Labels.TXT"},
		{"labels under the model's name before others", described{files: map[string]string{"signs.txt": "a\nb\nc\nd\nno entry", "labels.txt": "a\nb\nc\nd\nelse"}}, "no entry", byImageNet, "assumed", "signs.txt"},
		{"labels that do not fit are another model's", described{files: map[string]string{"labels.txt": "a\nb\nc", "classes.txt": "a\nb\nc\nd\nno entry"}}, "no entry", byImageNet, "assumed", "classes.txt"},
		{"Keras' index", described{files: map[string]string{"imagenet_class_index.json": `{"0": ["n1", "a"], "1": ["n2", "b"], "2": ["n3", "c"], "3": ["n4", "d"], "4": ["n5", "no entry"]}`}},
			"no entry", byImageNet, "assumed", "imagenet_class_index.json"},
		{"synsets and their words", described{files: map[string]string{"synset.txt": "n00000001\nn00000002\nn00000003\nn00000004\nn00000005", "words.txt": "n00000005\tno entry\nn00000001\ta\nn00000002\tb\nn00000003\tc\nn00000004\td\n"}},
			"no entry", byImageNet, "assumed", "synset.txt"},
		{"the manifest before the metadata, and that before what lies beside", described{
			files:    map[string]string{"signs.json": `{"preprocessing": {` + numbers + `}}`, "labels.txt": "a\nb\nc\nd\ne", "preprocessor_config.json": `{"image_mean": [0.5, 0.5, 0.5], "image_std": [0.5, 0.5, 0.5], "size": 32}`},
			metadata: map[string]string{"names": `{0: 'a', 1: 'b', 2: 'c', 3: 'd', 4: 'no entry'}`, "Image.NominalPixelRange": "Normalized_1_1"},
		}, "no entry", untouched, "signs.json", "the model's file"},
	} {
		t.Run(test.what, func(t *testing.T) {
			c, err := test.open(t)
			if err != nil {
				t.Fatal(err)
			}
			label, probability := verdict(t, c)
			if label != test.label || math.Abs(probability-test.probability) > 1e-4 {
				t.Errorf("%s %.6f, want %s %.6f", label, probability, test.label, test.probability)
			}
			info := c.Info()
			if from := info.Source(classifier.MeanAndStd); from != test.from || info.Assumed != (from == "assumed") {
				t.Errorf("mean and std are from %q, want %q; assumed: %v", from, test.from, info.Assumed)
			}
			if from := info.Source(classifier.Labels); from != test.labelsFrom {
				t.Errorf("the labels are from %q, want %q", from, test.labelsFrom)
			}
		})
	}
}

// wide is a text in UTF-16 with a mark.
func wide(text string) string {
	out := "\xff\xfe"
	for _, b := range []byte(text) {
		out += string([]byte{b, 0})
	}
	return out
}

// Where a network takes values so large that it is sure of everything, the
// numbers are compared.
func TestRangesOfONNX(t *testing.T) {
	for name, want := range map[string][2]float64{
		"NominalRange_0_255": {0, 255}, "Normalized_0_1": {0, 1}, "Normalized_1_1": {-1, 1}, "NominalRange_16_235": {16, 235},
	} {
		c, err := described{metadata: map[string]string{"Image.NominalPixelRange": name}}.open(t)
		if err != nil {
			t.Fatal(err)
		}
		p := c.Info().Preprocessing
		black, white := (0-p.Mean[0])/p.Std[0], (1-p.Mean[0])/p.Std[0]
		if math.Abs(black-want[0]) > 1e-9 || math.Abs(white-want[1]) > 1e-9 {
			t.Errorf("%s: black is %g and white %g", name, black, white)
		}
	}
}

func TestWaysToTheInputsSize(t *testing.T) {
	for _, test := range []struct {
		what, file, text string
		side             int
		crop             string
		short            int
	}{
		{"assumed", "none", "", 224, "center", 256},
		{"a manifest that leaves the crop open", "signs.json", `{"input": {"size": 240}}`, 240, "center", 274},
		{"a manifest that stretches", "signs.json", `{"preprocessing": {"crop": "none"}}`, 224, "none", 224},
		{"a manifest with a short side", "signs.json", `{"preprocessing": {"resize_short_side": 300}}`, 224, "center", 300},
		{"ViT", "preprocessor_config.json", `{"size": {"height": 384, "width": 384}, "image_mean": [0.5], "image_std": [0.5]}`, 384, "none", 384},
		{"one number", "preprocessor_config.json", `{"size": 192, "do_resize": true}`, 192, "none", 192},
		{"CLIP", "preprocessor_config.json", `{"size": {"shortest_edge": 224}, "crop_size": {"height": 224, "width": 224}, "do_center_crop": true}`, 224, "center", 224},
		{"CLIP before", "preprocessor_config.json", `{"feature_extractor_type": "CLIPFeatureExtractor", "size": 224, "crop_size": 224, "do_center_crop": true}`, 224, "center", 224},
		{"MobileNetV2", "preprocessor_config.json", `{"size": {"shortest_edge": 256}, "crop_size": {"height": 224, "width": 224}, "do_center_crop": true}`, 224, "center", 256},
		{"EfficientNet", "preprocessor_config.json", `{"size": {"height": 256, "width": 256}, "crop_size": {"height": 224, "width": 224}, "do_center_crop": true}`, 224, "squash", 256},
		{"ConvNeXT", "preprocessor_config.json", `{"image_processor_type": "ConvNextImageProcessor", "size": {"shortest_edge": 224}, "crop_pct": 0.875, "do_resize": true}`, 224, "center", 256},
		{"LeViT", "preprocessor_config.json", `{"image_processor_type": "LevitImageProcessor", "size": {"shortest_edge": 224}, "crop_size": 224, "do_center_crop": true}`, 224, "center", 256},
		{"PoolFormer", "preprocessor_config.json", `{"size": {"shortest_edge": 224}, "crop_size": 224, "crop_pct": 0.95, "do_center_crop": true}`, 224, "center", 235},
		{"a pair of sides", "preprocessor_config.json", `{"size": [160, 160], "do_resize": true}`, 160, "none", 160},
		{"ConvNeXT for large pictures", "preprocessor_config.json", `{"feature_extractor_type": "ConvNextFeatureExtractor", "size": 384, "crop_pct": 1.0}`, 384, "none", 384},
		{"timm", "config.json", `{"pretrained_cfg": {"input_size": [3, 288, 288], "crop_pct": 0.95, "crop_mode": "center"}}`, 288, "center", 303},
		{"timm, squashed", "config.json", `{"pretrained_cfg": {"input_size": [3, 288, 288], "crop_pct": 1.0, "crop_mode": "squash"}}`, 288, "squash", 288},
		{"timm, flat", "config.json", `{"input_size": [3, 160, 160], "crop_pct": 0.875}`, 160, "center", 182},
		{"sizes that no picture has", "preprocessor_config.json", `{"size": {"height": 99999999, "width": -3}, "image_mean": [0.5], "image_std": [0.5]}`, 224, "center", 256},
	} {
		t.Run(test.what, func(t *testing.T) {
			c, err := described{files: map[string]string{test.file: test.text}, change: openSides}.open(t)
			if err != nil {
				t.Fatal(err)
			}
			info := c.Info()
			p := info.Preprocessing
			if info.Width != test.side || info.Height != test.side || p.Crop != test.crop || p.ResizeShortSide != test.short {
				t.Errorf("%d x %d, %s, %d", info.Width, info.Height, p.Crop, p.ResizeShortSide)
			}
			if im := c.Fit(pixel.New(500, 300)); im.Width != test.side || im.Height != test.side {
				t.Errorf("a picture becomes %d x %d", im.Width, im.Height)
			}
		})
	}
}

// A model that is a link, as in the caches of Hugging Face, finds its files where
// it lies and where the link leads.
func TestFilesOfAModelThatIsALink(t *testing.T) {
	blobs, snapshot := t.TempDir(), t.TempDir()
	path := described{}.write(t)
	for name, text := range map[string]string{"1": "", "2": `{"id2label": {"0": "a", "1": "b", "2": "c", "3": "d", "4": "no entry"}}`} {
		data := []byte(text)
		if text == "" {
			data, _ = os.ReadFile(path)
		}
		if err := os.WriteFile(filepath.Join(blobs, name), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for name, target := range map[string]string{"model.onnx": "1", "config.json": "2"} {
		if err := os.Symlink(filepath.Join(blobs, target), filepath.Join(snapshot, name)); err != nil {
			t.Skip(err)
		}
	}
	c, err := classifier.Open(filepath.Join(snapshot, "model.onnx"), classifier.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if c.Label(4) != "no entry" {
		t.Errorf("class 4 is %q; %v", c.Label(4), c.Info().Sources)
	}
}

func TestSourcesByPlace(t *testing.T) {
	got := classifier.ByPlace([]classifier.Source{
		{What: classifier.MeanAndStd, From: "assumed"}, {What: classifier.InputSize, From: "a.json"}, {What: classifier.Labels, From: "l.txt"}, {What: classifier.CropAndSize, From: "a.json"},
	})
	if want := []string{"a.json: input size, crop", "l.txt: labels", "assumed: mean and std"}; !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}

// Every label file that the code looks for is read.
func TestEveryLabelsFileIsRead(t *testing.T) {
	forms := map[string]string{
		".txt": "a\nb\nc\nd\nno entry", ".names": "a\nb\nc\nd\nno entry", ".json": signNames, ".csv": "id,name\n0,a\n1,b\n2,c\n3,d\n4,no entry",
		".tsv":   "id\tname\n0\ta\n1\tb\n2\tc\n3\td\n4\tno entry",
		".pbtxt": "item { id: 1 name: 'a' } item { id: 2 name: 'b' } item { id: 3 name: 'c' } item { id: 4 name: 'd' } item { id: 5 name: 'no entry' }",
	}
	for _, pattern := range classifier.LabelsFiles() {
		name := strings.Replace(pattern, "NAME", "signs", 1)
		c, err := described{files: map[string]string{name: forms[filepath.Ext(name)]}}.open(t)
		if err != nil {
			t.Fatal(err)
		}
		if c.Label(4) != "no entry" || c.Info().Source(classifier.Labels) != name {
			t.Errorf("%s: class 4 is %q; %v", name, c.Label(4), c.Info().Sources)
		}
	}
}

// A configuration says that the classes are independent of each other, which
// scores alone do not tell.
func TestIndependentClassesOfHuggingFace(t *testing.T) {
	c, err := described{files: map[string]string{"config.json": `{"problem_type": "multi_label_classification", "id2label": {"0": "a", "1": "b", "2": "c", "3": "d", "4": "no entry"}}`}}.open(t)
	if err != nil {
		t.Fatal(err)
	}
	if all := strings.Join(c.Info().Warnings, " "); !strings.Contains(all, "independent") {
		t.Errorf("it warns %q", all)
	}
}

func FuzzDescriptions(f *testing.F) {
	f.Add(`{"input": {"size": 32}, "preprocessing": {"mean": 0.5, "std": [1]}, "labels": {"0": "a"}}`)
	f.Add(`{"size": {"shortest_edge": 224}, "crop_size": 224, "crop_pct": 0.9, "do_center_crop": true, "image_mean": [0.5], "image_std": [0.5]}`)
	f.Add(`{"pretrained_cfg": {"input_size": [3, 32, 32], "crop_pct": 0.9, "mean": [0.5, 0.5, 0.5], "std": [0.5, 0.5, 0.5]}, "id2label": {"0": "a"}}`)
	f.Add(`{0: 'a', 1: "b"}`)
	f.Fuzz(func(t *testing.T, text string) {
		m, err := onnx.ReadFile(filepath.Join("testdata", "signs.onnx"))
		if err != nil {
			t.Fatal(err)
		}
		for _, key := range []string{"names", "imgsz", "Image.NominalPixelRange", "task"} {
			m.MetadataProps = append(m.MetadataProps, &onnx.StringStringEntryProto{Key: key, Value: text})
		}
		info, err := classifier.Describe(m, text)
		if err != nil {
			return
		}
		p := info.Preprocessing
		for _, std := range p.Std {
			if !(std > 0) || math.IsInf(std, 0) {
				t.Errorf("a std is %g", std)
			}
		}
		if info.Input.Width != 32 || p.ResizeShortSide < 32 || p.ResizeShortSide > 8192 {
			t.Errorf("%+v", info)
		}
	})
}
