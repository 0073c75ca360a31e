package labels

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

var (
	errTooMany = fmt.Errorf("it has more than %d names", MaxClasses)
	errForm    = errors.New("it is neither a list of names nor a dictionary with the numbers of classes")
)

// parseJSON reads a list or a dictionary.
func parseJSON(text string) (List, error) {
	var value any
	if err := json.Unmarshal([]byte(text), &value); err != nil {
		return List{}, fmt.Errorf("it is not valid JSON: %w", err)
	}
	return FromValue(value)
}

// wrappers are the keys under which larger dictionaries keep their labels.
var wrappers = []string{"id2label", "names", "labels", "classes", "class_names", "label_names", "categories", "idx_to_class", "label2id", "class_to_idx"}

// FromValue finds the labels in what encoding/json made of a text: a list of
// names, a dictionary from number to name or from name to number, or one of
// these under a customary key.
func FromValue(value any) (List, error) {
	switch v := value.(type) {
	case []any:
		return fromList(v)
	case map[string]any:
		for _, key := range wrappers {
			switch inner := v[key].(type) {
			case []any, map[string]any:
				return FromValue(inner)
			}
		}
		return fromDictionary(v)
	}
	return List{}, errForm
}

func fromList(values []any) (List, error) {
	if len(values) > MaxClasses {
		return List{}, errTooMany
	}
	var names []string
	var numbers []int
	for _, v := range values {
		name, ok := nameIn(v)
		if !ok {
			return List{}, errForm
		}
		names = append(names, name)
		if object, ok := v.(map[string]any); ok {
			for _, key := range []string{"id", "index", "class_id", "label_id"} {
				if n, ok := numberIn(object[key]); ok {
					numbers = append(numbers, n)
					break
				}
			}
		}
	}
	if len(names) == 0 {
		return List{}, errNone
	}
	if len(numbers) == len(names) {
		return numbered(numbers, names)
	}
	return InOrder(names), nil
}

func fromDictionary(values map[string]any) (List, error) {
	if len(values) > MaxClasses {
		return List{}, errTooMany
	}
	keys := slices.Sorted(maps.Keys(values))
	read := func(pair func(key string) (int, string, bool)) (numbers []int, names []string, ok bool) {
		for _, key := range keys {
			number, name, ok := pair(key)
			if !ok {
				return nil, nil, false
			}
			numbers, names = append(numbers, number), append(names, name)
		}
		return numbers, names, len(names) > 0
	}
	numbers, names, ok := read(func(key string) (int, string, bool) {
		number, isNumber := numberIn(key)
		name, isName := nameIn(values[key])
		return number, name, isNumber && isName
	})
	if !ok {
		numbers, names, ok = read(func(key string) (int, string, bool) {
			number, isNumber := numberIn(values[key])
			return number, key, isNumber
		})
	}
	if !ok {
		return List{}, errForm
	}
	return numbered(numbers, names)
}

// nameIn finds the name of a class in a text, in a pair of a synset and a name as
// Keras has them, or in an object.
func nameIn(value any) (string, bool) {
	switch v := value.(type) {
	case string:
		return v, true
	case nil:
		return "", true
	case bool:
		return strconv.FormatBool(v), true
	case float64:
		return strconv.FormatFloat(v, 'g', -1, 64), true
	case []any:
		if len(v) > 0 {
			name, ok := v[len(v)-1].(string)
			return name, ok
		}
	case map[string]any:
		for _, key := range []string{"display_name", "name", "label", "class_name", "title", "description"} {
			if name, ok := v[key].(string); ok {
				return name, true
			}
		}
	}
	return "", false
}

// numberIn reads the number of a class, which dictionaries may write as a text.
func numberIn(value any) (int, bool) {
	switch v := value.(type) {
	case float64:
		return int(v), v == float64(int32(v))
	case string:
		n, err := strconv.Atoi(strings.TrimSpace(v))
		return n, err == nil
	}
	return 0, false
}
