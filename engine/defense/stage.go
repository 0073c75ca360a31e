package defense

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"foolscope/engine/param"
	"foolscope/engine/plain"
)

// Stage is a defence with its values.
type Stage struct {
	Defense *Defense
	// Values has a value for each of the defence's parameters.
	Values param.Values
}

// Error says which defence of a chain failed.
type Error struct {
	Defense *Defense
	Err     error
}

// Error implements error.
func (e *Error) Error() string { return fmt.Sprintf("the defence %s: %v", e.Defense.Key, e.Err) }

// Unwrap returns the reason.
func (e *Error) Unwrap() error { return e.Err }

// stageForm is a Stage in a file: {"defense": "jpeg", "values": {"quality": 50}}.
type stageForm struct {
	Defense string       `json:"defense"`
	Values  param.Values `json:"values"`
}

// MarshalJSON writes the key of the defence and all its values, choices by name,
// in one order: equal stages become equal bytes.
func (s Stage) MarshalJSON() ([]byte, error) {
	values, err := s.Defense.Params.Complete(s.Values)
	if err != nil {
		return nil, &Error{s.Defense, err}
	}
	return json.Marshal(stageForm{s.Defense.Key, s.Defense.Params.Named(values)})
}

// UnmarshalJSON reads what MarshalJSON writes. Values that are absent get their
// defaults.
func (s *Stage) UnmarshalJSON(data []byte) error {
	var there map[string]json.RawMessage
	if err := json.Unmarshal(data, &there); err != nil {
		return fmt.Errorf("a defence is an object such as {\"defense\": \"jpeg\"}: %w", plain.JSON(err))
	}
	for _, key := range slices.Sorted(maps.Keys(there)) {
		if key != "defense" && key != "values" {
			return fmt.Errorf("a defence has no key %q (there are: defense, values)", key)
		}
	}
	var form stageForm
	if err := json.Unmarshal(data, &form); err != nil {
		return plain.JSON(err)
	}
	d, ok := Find(form.Defense)
	if !ok {
		return fmt.Errorf("there is no defence %q (there are: %s)", form.Defense, strings.Join(Keys(), ", "))
	}
	values, err := d.Params.Complete(form.Values)
	if err != nil {
		return &Error{d, err}
	}
	*s = Stage{d, values}
	return nil
}
