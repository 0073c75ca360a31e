package labels

import (
	"regexp"
	"strconv"
)

// items recognises a map of labels as TensorFlow writes it.
var items = regexp.MustCompile(`(?m)^\s*(item|entry|entries)\s*:?\s*\{`)

var field = regexp.MustCompile(`[{}]|([a-z_]+)\s*:\s*("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|-?[0-9]+)`)

// parseItems reads text such as: item { id: 1 name: "n01440764" display_name:
// "tench" }.
func parseItems(text string) (List, error) {
	var numbers []int
	var names []string
	number, name, shown := -1, "", ""
	for _, found := range field.FindAllStringSubmatch(text, -1) {
		value := found[2]
		switch found[1] {
		case "id", "target_class", "index":
			number, _ = strconv.Atoi(value)
		case "name", "target_class_string", "label":
			name = unquote(value)
		case "display_name":
			shown = unquote(value)
		}
		if found[0] == "{" {
			number, name, shown = -1, "", ""
		}
		if found[0] == "}" && number >= 0 {
			if shown != "" {
				name = shown
			}
			numbers, names = append(numbers, number), append(names, name)
			number = -1
		}
		if len(names) > MaxClasses {
			return List{}, errTooMany
		}
	}
	return numbered(numbers, names)
}

func unquote(text string) string {
	if value, _ := (&python{rest: text}).text(); value != "" {
		return value
	}
	return text
}
