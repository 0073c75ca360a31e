package classifier

import "foolscope/engine/onnx"

// Describe completes what a text says of a model as its manifest and as a
// configuration beside it, whatever of that it is.
func Describe(m *onnx.ModelProto, text string) (Manifest, error) {
	d := &description{manifestName: "the manifest"}
	if parsed, err := ParseManifest([]byte(text)); err == nil {
		d.manifest = *parsed
	}
	if err := d.addMetadata(m); err != nil {
		return Manifest{}, err
	}
	d.readConfiguration([]byte(text), "config.json")
	d.dropOtherClasses(m.Graph)
	out, err := d.complete(m.Graph)
	if err != nil {
		return Manifest{}, err
	}
	d.nameClasses(out, 5, nil)
	return out.Manifest, nil
}
