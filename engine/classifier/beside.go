package classifier

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"foolscope/engine/disk"
	"foolscope/engine/labels"
	"foolscope/engine/onnx"
	"foolscope/engine/plain"
)

// namedList is a list of labels with where it is from.
type namedList struct {
	list labels.List
	from string
	// own is true if the file bears the model's name.
	own bool
}

// labelsFiles are the names of files that may hold labels, in the order in which
// they are tried; NAME stands for that of the model.
var labelsFiles = []string{
	"NAME.labels.txt", "NAME_labels.txt", "NAME.txt", "NAME.names", "NAME.labels.json", "NAME_labels.json", "NAME.csv", "NAME.pbtxt",
	"labels.txt", "labels.json", "labels.csv", "labels.tsv", "label.txt", "classes.txt", "classes.json", "classes.csv", "classes.tsv",
	"class_names.txt", "class_names.json", "class_names.csv", "names.txt", "categories.txt", "id2label.json", "index_to_name.json", "class_indices.json",
	"label_map.pbtxt", "labelmap.pbtxt", "label_map.json", "label_map.txt", "labelmap.txt",
	"imagenet_class_index.json", "imagenet_classes.txt", "imagenet_labels.txt", "ImageNetLabels.txt",
	"synset_words.txt", "LOC_synset_mapping.txt", "synset.txt", "synsets.txt",
}

// LabelsFiles lists the names of the files beside a model that labels are read
// from; NAME stands for that of the model.
func LabelsFiles() []string { return slices.Clone(labelsFiles) }

// wordsFiles have the names of synsets.
var wordsFiles = []string{"synset_words.txt", "LOC_synset_mapping.txt", "words.txt"}

// configFiles are those of Hugging Face and timm that say how pictures are
// prepared and what the classes are called.
var configFiles = []string{"preprocessor_config.json", "processor_config.json", "config.json"}

// Descriptions lists the files, be they there or not, that may say how pictures
// are prepared for the model at path, and so how large they are: its manifest, and
// those of Hugging Face and timm.
func Descriptions(path string) []string {
	files := []string{ManifestPath(path)}
	for _, name := range configFiles {
		files = append(files, placesOf(path, name)...)
	}
	return files
}

// placesOf are where a file that describes a model may be: in the model's folder,
// or above it if that is called onnx, as Hugging Face's repositories keep theirs.
func placesOf(model, name string) []string {
	folder := filepath.Dir(model)
	places := []string{filepath.Join(folder, name)}
	if full, err := filepath.Abs(folder); err == nil && filepath.Base(full) == "onnx" {
		places = append(places, filepath.Join(filepath.Dir(full), name))
	}
	return places
}

// describe gathers what is said of the model at path: by its manifest, by the
// file itself and by the files beside it.
func describe(path string, m *onnx.ModelProto) (*description, error) {
	d := &description{manifestName: filepath.Base(ManifestPath(path))}
	manifest, err := ReadManifest(path)
	if err != nil {
		return nil, err
	}
	if manifest != nil {
		d.manifest = *manifest
	}
	if err := d.addMetadata(m); err != nil {
		return nil, fmt.Errorf("%s: %w", filepath.Base(path), err)
	}
	d.addFilesBeside(path)
	d.dropOtherClasses(m.Graph)
	if manifest == nil {
		d.readUnderManifestName(path)
	}
	return d, nil
}

// addMetadata adds what the model's file says of itself.
func (d *description) addMetadata(m *onnx.ModelProto) error {
	s, err := metadata(m)
	d.others = append(d.others, s)
	return err
}

// addFilesBeside adds what the files beside the model say, as far as they are what
// their names promise.
func (d *description) addFilesBeside(path string) {
	folder := filepath.Dir(path)
	for _, name := range configFiles {
		if data, from := readBeside(path, name); data != nil {
			d.readConfiguration(data, from)
		}
	}
	stem := strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))
	there := namesIgnoringCase(folder)
	for _, pattern := range labelsFiles {
		name := strings.Replace(pattern, "NAME", stem, 1)
		if real, ok := there[strings.ToLower(name)]; ok {
			name = real
		}
		file := filepath.Join(folder, name)
		if !inFolderOf(path, file) {
			continue
		}
		if list, err := labels.Read(file); err == nil {
			d.lists = append(d.lists, namedList{withWords(path, list), name, strings.HasPrefix(pattern, "NAME")})
		}
	}
}

// namesIgnoringCase are the names of the files in a folder, by what they are in
// lower case. A folder of very many files has only the first.
func namesIgnoringCase(folder string) map[string]string {
	out := map[string]string{}
	dir, err := os.Open(folder)
	if err != nil {
		return out
	}
	defer dir.Close()
	names, _ := dir.Readdirnames(10_000)
	for _, name := range names {
		if lower := strings.ToLower(name); out[lower] == "" || name == lower {
			out[lower] = name
		}
	}
	return out
}

// dropOtherClasses leaves aside the files of Hugging Face and timm if their
// labels are for another number of classes than the model's file declares.
func (d *description) dropOtherClasses(g *onnx.GraphProto) {
	if len(g.Output) != 1 {
		return
	}
	dims, _ := onnx.Dims(g.Output[0])
	if len(dims) == 0 || dims[len(dims)-1] < 2 {
		return
	}
	classes := int(dims[len(dims)-1])
	stated := d.first(func(s statement) bool { return s.from != fromModel && s.labels != nil })
	if stated == nil {
		return
	}
	if names, _ := stated.labels.list.Fit(classes); names == nil {
		d.warnings = append(d.warnings, fmt.Sprintf("%s names %d classes and the model has %d, so what lies beside the model for it is not used.",
			stated.from, len(stated.labels.list.Names), classes))
		d.others = slices.DeleteFunc(d.others, func(s statement) bool { return s.from != fromModel })
	}
}

// readConfiguration adds what a file of Hugging Face or timm says.
func (d *description) readConfiguration(data []byte, from string) bool {
	text := []byte(plain.Decode(data))
	s, ok := readProcessor(text, from)
	if !ok {
		s, ok = readConfig(text, from)
	}
	if !ok {
		return false
	}
	if d.first(func(s statement) bool { return s.input.Width > 0 && s.from != fromModel }) != nil {
		// The processor knows what it gives; what the network was made for is another
		// matter.
		s.input = Input{}
	}
	d.others = append(d.others, s)
	return true
}

// readUnderManifestName reads NAME.json where it is not a manifest: it may be the configuration
// of another program, or labels. If it is neither, a warning says so.
func (d *description) readUnderManifestName(path string) {
	name := d.manifestName
	data, err := disk.Read(ManifestPath(path), MaxManifest)
	if err != nil || d.readConfiguration(data, name) {
		return
	}
	if list, err := labels.Parse(data, name); err == nil && len(list.Names) > 1 {
		d.lists = append([]namedList{{list, name, true}}, d.lists...)
		return
	}
	var value any
	if json.Unmarshal([]byte(plain.Decode(data)), &value) == nil {
		d.warnings = append(d.warnings, fmt.Sprintf("%s says nothing of what a manifest says (input, preprocessing, output, labels), so it is not used.", name))
	}
}

// readBeside reads a small file that describes a model. It returns nil if there is
// none, or none that may be read.
func readBeside(model, name string) (data []byte, from string) {
	for i, file := range placesOf(model, name) {
		if i == 0 && !inFolderOf(model, file) {
			continue
		}
		if data, err := disk.Read(file, MaxManifest); err == nil {
			return data, name
		}
	}
	return nil, ""
}

// withWords puts names in the place of synsets, if a file in the model's folder
// knows them all.
func withWords(model string, list labels.List) labels.List {
	if !list.AreSynsets() {
		return list
	}
	for _, name := range wordsFiles {
		file := filepath.Join(filepath.Dir(model), name)
		if !inFolderOf(model, file) {
			continue
		}
		if data, err := disk.Read(file, labels.MaxBytes); err == nil {
			if named, ok := list.Translate(plain.Decode(data)); ok {
				return named
			}
		}
	}
	return list
}
