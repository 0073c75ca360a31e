package foolscope_test

import (
	"os"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"foolscope/engine/classifier"
	"foolscope/engine/onnx"
)

// The page about models is what somebody with an export reads: it names all that
// the program looks for.
func TestPageAboutModelsIsComplete(t *testing.T) {
	data, err := os.ReadFile("docs/models.md")
	if err != nil {
		t.Fatal(err)
	}
	page := string(data)
	var wanted []string
	var keys func(of reflect.Type, prefix string)
	keys = func(of reflect.Type, prefix string) {
		for i := range of.NumField() {
			field := of.Field(i)
			name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
			switch {
			case name == "":
			case field.Type.Kind() == reflect.Struct:
				keys(field.Type, prefix+name+".")
			default:
				wanted = append(wanted, prefix+name)
			}
		}
	}
	keys(reflect.TypeFor[classifier.Manifest](), "")
	wanted = append(wanted, classifier.LabelsFiles()...)
	wanted = append(wanted, classifier.Descriptions("NAME.onnx")...)
	for _, name := range wanted {
		if !strings.Contains(page, "`"+name+"`") {
			t.Errorf("docs/models.md does not name %s", name)
		}
	}
}

// The versions that the page names are those that the reader accepts.
func TestPageAboutModelsHasTheVersions(t *testing.T) {
	page, err := os.ReadFile("docs/models.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range []*onnx.ModelProto{
		{IrVersion: 9999, OpsetImport: []*onnx.OperatorSetIdProto{{Version: 17}}},
		{IrVersion: 8, OpsetImport: []*onnx.OperatorSetIdProto{{Version: 9999}}},
	} {
		m.Graph = &onnx.GraphProto{Node: []*onnx.NodeProto{onnx.NewNode("Relu", []string{"x"}, []string{"y"}, nil)}}
		refusal := onnx.Check(m)
		if refusal == nil {
			t.Fatal("any version is accepted")
		}
		text := regexp.MustCompile(`(versions|opsets) \d+ to \d+`).FindString(refusal.Error())
		if text == "" || !strings.Contains(string(page), text) {
			t.Errorf("docs/models.md does not say %q: %v", text, refusal)
		}
	}
}
