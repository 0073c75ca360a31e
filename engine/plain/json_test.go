package plain_test

import (
	"encoding/json"
	"errors"
	"testing"

	"foolscope/engine/plain"
)

func TestErrorsOfJSONInPlainWords(t *testing.T) {
	type inner struct{ Share float64 }
	type form struct {
		Name  string         `json:"name"`
		Seed  uint64         `json:"seed"`
		Steps int            `json:"steps"`
		Yes   bool           `json:"yes"`
		List  []int          `json:"list"`
		Bytes []byte         `json:"bytes"`
		Map   map[string]int `json:"map"`
		Inner inner          `json:"inner"`
	}
	for text, want := range map[string]string{
		`{"name": 5}`:                 `"name" is a number where a text belongs`,
		`{"seed": -1}`:                `"seed" is the number -1 where a whole number from 0 belongs`,
		`{"steps": 1.5}`:              `"steps" is the number 1.5 where a whole number belongs`,
		`{"steps": "ten"}`:            `"steps" is a text where a whole number belongs`,
		`{"yes": {}}`:                 `"yes" is an object in {} where true or false belongs`,
		`{"list": true}`:              `"list" is true or false where a list belongs`,
		`{"bytes": 5}`:                `"bytes" is a number where a text belongs`,
		`{"bytes": "A"}`:              `a text in it that should be base64 is damaged`,
		`{"map": []}`:                 `"map" is a list where an object in {} belongs`,
		`{"inner": {"Share": 1e999}}`: `"inner.Share" is the number 1e999 where a smaller number belongs`,
		`{"inner": {"Share": "a"}}`:   `"inner.Share" is a text where a number belongs`,
		`[1]`:                         `it is a list where an object in {} belongs`,
		`{"name": "a`:                 `it is not valid JSON, or its end is missing: unexpected end of JSON input`,
	} {
		var f form
		if err := json.Unmarshal([]byte(text), &f); err == nil || plain.JSON(err).Error() != want {
			t.Errorf("%s: %v, want %s", text, plain.JSON(err), want)
		}
	}
	if other := errors.New("other"); plain.JSON(other) != other || plain.JSON(nil) != nil {
		t.Error("other errors are changed")
	}
}
