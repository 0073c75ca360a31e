package words

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"golang.org/x/text/language"

	"foolscope/assets"
)

// folder is where the texts are among the assets.
const folder = "lang"

// book has the texts of a language by key.
type book struct {
	code  string
	tag   language.Tag
	texts map[string]string
	// engine finds sentences of the engine.
	engine *phrases
	// clauses are the sentences that stand behind colons.
	clauses clauses
}

// books are all languages by code, and current is the one in use, nil before the
// first choice. Maps are replaced and never changed.
var (
	books   atomic.Pointer[map[string]*book]
	adding  sync.Mutex
	current atomic.Pointer[book]
)

// builtIn reads the languages that came with the program, once.
var builtIn = sync.OnceFunc(func() {
	texts, err := fs.Sub(assets.Lang, folder)
	if err == nil {
		err = read(texts)
	}
	if err != nil {
		panic("words: the embedded texts: " + err.Error())
	}
})

// all are the languages that came with the program, and those that were added.
func all() map[string]*book {
	builtIn()
	return *books.Load()
}

// now is the language in use: English until somebody chose.
func now() *book {
	if b := current.Load(); b != nil {
		return b
	}
	return all()[fallback]
}

// Add reads the languages of a folder, a file LANGUAGE.json for each; one that is
// known already is replaced.
func Add(folder fs.FS) error {
	builtIn()
	return read(folder)
}

func read(folder fs.FS) error {
	adding.Lock()
	defer adding.Unlock()
	names, err := fs.Glob(folder, "*.json")
	if err != nil {
		return err
	}
	next := map[string]*book{}
	if known := books.Load(); known != nil {
		maps.Copy(next, *known)
	}
	for _, name := range names {
		data, err := fs.ReadFile(folder, name)
		if err != nil {
			return err
		}
		var tree map[string]any
		if err := json.Unmarshal(data, &tree); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		code := strings.TrimSuffix(path.Base(name), ".json")
		tag, err := language.Parse(code)
		if err != nil {
			return fmt.Errorf("%s is not called after a language, such as de.json: %w", name, err)
		}
		b := &book{code: code, tag: tag, texts: map[string]string{}}
		flatten(b.texts, "", tree)
		if b.texts[nameKey] == "" {
			return fmt.Errorf(`%s does not name its language: "language" is missing`, name)
		}
		b.engine, b.clauses = newPhrases(b.texts), newClauses(b.texts)
		next[code] = b
	}
	books.Store(&next)
	return nil
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
	_, ok := all()[fallback].texts[key]
	return ok
}

// Keys lists the keys of all texts in a language, in order.
func Keys(code string) []string {
	b := all()[code]
	if b == nil {
		return nil
	}
	return slices.Sorted(maps.Keys(b.texts))
}

// text is that of a key in the language in use, else in English, else empty.
func text(key string) string {
	if t, ok := now().texts[key]; ok {
		return t
	}
	return all()[fallback].texts[key]
}
