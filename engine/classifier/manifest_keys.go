package classifier

import (
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"foolscope/engine/plain"
)

// noted are keys that manifests carry for people and for other programs.
var noted = []string{
	"source", "source_repo", "source_path", "source_commit", "url", "licence", "license", "author", "description", "comment", "note",
	"file", "bytes", "opset", "architecture", "family", "version", "derived", "date", "shape", "type", "dtype", "formula", "$schema",
}

// describes reports whether an object is a manifest: whether it has a key of one
// that says something about pictures or classes.
func describes(object map[string]json.RawMessage) bool {
	for name, begin := range map[string]string{"input": "{", "preprocessing": "{", "output": "{", "labels": "[{", "labels_file": `"`} {
		key := keyOf(object, name)
		if value := strings.TrimSpace(string(object[key])); key != "" && value != "" && strings.Contains(begin, value[:1]) {
			return true
		}
	}
	return false
}

// keyOf finds a key in an object as encoding/json does, whatever its case; it
// returns "" if there is none.
func keyOf(object map[string]json.RawMessage, name string) string {
	if _, ok := object[name]; ok {
		return name
	}
	for key := range object {
		if strings.EqualFold(key, name) {
			return key
		}
	}
	return ""
}

// sections are the objects within a manifest.
var sections = map[string]reflect.Type{
	"input": reflect.TypeFor[Input](), "preprocessing": reflect.TypeFor[Preprocessing](), "output": reflect.TypeFor[Output](),
}

// belongs is a key of a section, with the section's name before it, and "" if no
// section has it.
func belongs(key string) string {
	for _, name := range slices.Sorted(maps.Keys(sections)) {
		for _, each := range keysOf(sections[name]) {
			if strings.EqualFold(each, key) {
				return name + "." + each
			}
		}
	}
	return ""
}

// unknownKeys warns of keys that nobody reads: they may be misspelt.
func unknownKeys(object map[string]json.RawMessage) []string {
	out := unknownIn(object, "", keysOf(reflect.TypeFor[Manifest]()))
	for name, part := range sections {
		var inner map[string]json.RawMessage
		if key := keyOf(object, name); key != "" && json.Unmarshal(object[key], &inner) == nil {
			out = append(out, unknownIn(inner, name+".", keysOf(part))...)
		}
	}
	slices.Sort(out)
	const most = 5
	if len(out) > most {
		out = append(out[:most:most], fmt.Sprintf("The manifest has %d more unknown keys.", len(out)-most))
	}
	return out
}

func unknownIn(object map[string]json.RawMessage, where string, known []string) (out []string) {
	for _, key := range slices.Sorted(maps.Keys(object)) {
		is := func(name string) bool { return strings.EqualFold(name, key) }
		if slices.ContainsFunc(known, is) || slices.ContainsFunc(noted, is) || strings.HasPrefix(key, "_") {
			continue
		}
		name, meant := where+plain.Line(key, 40), belongs(key)
		if near := nearest(strings.ToLower(key), known); meant == "" && near != "" {
			meant = where + near
		}
		text := fmt.Sprintf("The manifest's key %q is unknown and is not used.", name)
		if meant != "" {
			text = fmt.Sprintf("The manifest's key %q is unknown and is not used; is %q meant?", name, meant)
		}
		out = append(out, text)
	}
	return out
}

// keysOf are the keys that encoding/json reads into a struct.
func keysOf(t reflect.Type) (keys []string) {
	for i := range t.NumField() {
		if name, _, _ := strings.Cut(t.Field(i).Tag.Get("json"), ","); name != "" {
			keys = append(keys, name)
		}
	}
	return keys
}

// nearest finds the known key that the fewest changed letters lead to, and
// returns "" if half of them would have to change.
func nearest(key string, known []string) string {
	best, least := "", (len(key)+1)/2
	for _, each := range known {
		if d := distance(key, each); d < least {
			best, least = each, d
		}
	}
	return best
}

// distance is Levenshtein's: how many letters have to be put in, taken out or
// replaced to make one word another.
func distance(a, b string) int {
	a = a[:min(len(a), 40)]
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		before := row[0]
		row[0] = i + 1
		for j := range len(b) {
			change := before
			if a[i] != b[j] {
				change++
			}
			before = row[j+1]
			row[j+1] = min(change, row[j]+1, before+1)
		}
	}
	return row[len(b)]
}
