package words

import (
	"encoding/json"
	"path"
	"slices"
	"sync"

	"fyne.io/fyne/v2/lang"

	"foolscope/assets"
)

// files are the texts by language and by key.
var files sync.Map

// texts are those of a language, by key.
func texts(code string) map[string]string {
	if known, ok := files.Load(code); ok {
		return known.(map[string]string)
	}
	data, err := assets.Lang.ReadFile(path.Join(folder, code+".json"))
	if err != nil {
		panic("words: the embedded texts: " + err.Error())
	}
	var tree map[string]any
	if err := json.Unmarshal(data, &tree); err != nil {
		panic("words: " + code + ".json: " + err.Error())
	}
	out := map[string]string{}
	flatten(out, "", tree)
	files.Store(code, out)
	return out
}

func flatten(out map[string]string, prefix string, tree map[string]any) {
	for key, value := range tree {
		switch value := value.(type) {
		case string:
			out[prefix+key] = value
		case map[string]any:
			flatten(out, prefix+key+".", value)
		}
	}
}

// Has reports whether there is a text of a key.
func Has(key string) bool {
	_, ok := texts(fallback)[key]
	return ok
}

// Keys lists the keys of all texts in a language.
func Keys(code string) []string {
	var keys []string
	for key := range texts(code) {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}

// Say returns the text of a key, "" if there is none. Data fills in what the
// text names in braces; it may be nil.
func Say(key string, data map[string]any) string {
	if !Has(key) {
		return ""
	}
	if !chosen {
		Use(System)
	}
	return lang.X(key, texts(fallback)[key], data)
}

// chosen is true once somebody chose a language.
var chosen bool
