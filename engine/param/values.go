package param

import (
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"slices"
)

// Values holds a value for each key. In JSON it is an object of numbers, and of
// strings where a value is a Text.
type Values map[string]float64

// Clone returns a copy.
func (v Values) Clone() Values {
	out := make(Values, len(v))
	for key, value := range v {
		out[key] = value
	}
	return out
}

// Int returns the value of key rounded to a whole number. It panics if there
// is none: values reach an algorithm complete.
func (v Values) Int(key string) int { return int(math.Round(v.Float(key))) }

// Float returns the value of key. It panics if there is none.
func (v Values) Float(key string) float64 {
	value, ok := v[key]
	if !ok {
		panic("param: no value for " + key)
	}
	return value
}

// Bool reports whether the value of key is not zero. It panics if there is none.
func (v Values) Bool(key string) bool { return v.Float(key) != 0 }

// Text returns the text of a File or a Model, "" if none is chosen. It panics
// if there is no value for key, or a number.
func (v Values) Text(key string) string {
	text, ok := TextOf(v.Float(key))
	if !ok {
		panic("param: the value of " + key + " is not a text")
	}
	return text
}

// MarshalJSON implements json.Marshaler.
func (v Values) MarshalJSON() ([]byte, error) {
	if v == nil {
		return []byte("null"), nil
	}
	out := make(map[string]any, len(v))
	for key, value := range v {
		out[key] = value
		if text, ok := TextOf(value); ok && value != 0 {
			out[key] = text
		}
	}
	return json.Marshal(out)
}

// UnmarshalJSON implements json.Unmarshaler. A string becomes a Text, which
// Set.Complete turns into the index of a choice, and true becomes 1.
func (v *Values) UnmarshalJSON(data []byte) error {
	var read map[string]any
	if err := json.Unmarshal(data, &read); err != nil {
		return err
	}
	if read == nil {
		*v = nil
		return nil
	}
	out := make(Values, len(read))
	for _, key := range slices.Sorted(maps.Keys(read)) {
		switch value := read[key].(type) {
		case float64:
			if value >= math.Float64frombits(textBase) {
				return fmt.Errorf("the value of %q is too large", key)
			}
			out[key] = value
		case string:
			out[key] = Text(value)
		case bool:
			out[key] = 0
			if value {
				out[key] = 1
			}
		default:
			return fmt.Errorf("the value of %q is neither a number nor a text", key)
		}
	}
	*v = out
	return nil
}
