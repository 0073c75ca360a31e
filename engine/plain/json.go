package plain

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strings"
)

// longestKey bounds what of a file's keys and numbers is repeated, in runes.
const longestKey = 60

// kinds are what JSON, and encoding/json's errors, call a value.
var kinds = map[string]string{
	"string": "a text", "number": "a number", "array": "a list", "object": "an object in {}", "bool": "true or false",
}

// JSON puts an error of encoding/json in plain words, as what follows the name of the
// text or of the object that was read: `"seed" is a text where a whole number belongs`.
// Other errors stay as they are.
func JSON(err error) error {
	var wrong *json.UnmarshalTypeError
	var syntax *json.SyntaxError
	var damaged base64.CorruptInputError
	switch {
	case errors.As(err, &wrong):
		is, ok := kinds[wrong.Value]
		number, given := strings.CutPrefix(wrong.Value, "number ")
		if !ok {
			is = "the number " + Line(number, longestKey)
		}
		subject := "it"
		if wrong.Field != "" {
			subject = fmt.Sprintf("%q", Line(wrong.Field, longestKey))
		}
		return fmt.Errorf("%s is %s where %s belongs", subject, is, wanted(wrong.Type, given))
	case errors.As(err, &damaged):
		return errors.New("a text in it that should be base64 is damaged")
	case errors.As(err, &syntax):
		return fmt.Errorf("it is not valid JSON, or its end is missing: %w", err)
	}
	return err
}

// wanted says what belongs where a value of a type is read; number is true if a number
// was given, which then does not fit.
func wanted(t reflect.Type, number bool) string {
	switch kind := t.Kind(); {
	case kind == reflect.String, kind == reflect.Slice && t.Elem().Kind() == reflect.Uint8:
		return kinds["string"]
	case kind == reflect.Slice, kind == reflect.Array:
		return kinds["array"]
	case kind == reflect.Map, kind == reflect.Struct:
		return kinds["object"]
	case kind == reflect.Bool:
		return kinds["bool"]
	case kind >= reflect.Uint && kind <= reflect.Uint64:
		return "a whole number from 0"
	case kind >= reflect.Int && kind <= reflect.Int64:
		return "a whole number"
	case number:
		return "a smaller number"
	}
	return kinds["number"]
}
