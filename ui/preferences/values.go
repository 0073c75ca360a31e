package preferences

import (
	"math"
	"reflect"
	"slices"

	"fyne.io/fyne/v2"
)

var _ fyne.Preferences = (*Store)(nil)

// get returns a value, or the fallback if there is none of its type.
func get[T any](s *Store, key string, fallback T) T {
	s.mu.Lock()
	defer s.mu.Unlock()
	if value, ok := s.values[key].(T); ok {
		return value
	}
	return fallback
}

// set changes a value and tells the listeners.
func (s *Store) set(key string, value any) {
	s.mu.Lock()
	if old, ok := s.values[key]; ok && reflect.DeepEqual(old, value) {
		s.mu.Unlock()
		return
	}
	s.values[key] = value
	s.touched(key)
}

// touched notes that a value has changed, and lets the lock go.
func (s *Store) touched(key string) {
	s.changed[key] = true
	s.saveSoon()
	listeners := slices.Clone(s.listeners)
	s.mu.Unlock()
	for _, tell := range listeners {
		tell()
	}
}

// RemoveValue implements fyne.Preferences, as all below do.
func (s *Store) RemoveValue(key string) {
	s.mu.Lock()
	delete(s.values, key)
	s.touched(key)
}

// AddChangeListener has a function called after each change.
func (s *Store) AddChangeListener(tell func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.listeners = append(s.listeners, tell)
}

// ChangeListeners returns those functions.
func (s *Store) ChangeListeners() []func() {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.listeners)
}

// String returns a text, empty if there is none.
func (s *Store) String(key string) string { return get(s, key, "") }

// StringWithFallback returns a text.
func (s *Store) StringWithFallback(key, fallback string) string { return get(s, key, fallback) }

// SetString keeps a text.
func (s *Store) SetString(key, value string) { s.set(key, value) }

// StringList returns texts.
func (s *Store) StringList(key string) []string { return s.StringListWithFallback(key, []string{}) }

// StringListWithFallback returns texts.
func (s *Store) StringListWithFallback(key string, fallback []string) []string {
	return slices.Clone(get(s, key, fallback))
}

// SetStringList keeps texts.
func (s *Store) SetStringList(key string, value []string) {
	s.set(key, append([]string{}, value...))
}

// Bool returns whether something is so, false if nobody said.
func (s *Store) Bool(key string) bool { return get(s, key, false) }

// BoolWithFallback returns whether something is so.
func (s *Store) BoolWithFallback(key string, fallback bool) bool { return get(s, key, fallback) }

// SetBool keeps whether something is so.
func (s *Store) SetBool(key string, value bool) { s.set(key, value) }

// Float returns a number, 0 if there is none.
func (s *Store) Float(key string) float64 { return get(s, key, 0.0) }

// FloatWithFallback returns a number.
func (s *Store) FloatWithFallback(key string, fallback float64) float64 { return get(s, key, fallback) }

// SetFloat keeps a number.
func (s *Store) SetFloat(key string, value float64) { s.set(key, value) }

// Int returns a whole number, 0 if there is none.
func (s *Store) Int(key string) int { return s.IntWithFallback(key, 0) }

// IntWithFallback returns a whole number. One that no int can be is none.
func (s *Store) IntWithFallback(key string, fallback int) int {
	value := get(s, key, float64(fallback))
	if math.Abs(value) > math.MaxInt32 || value != math.Trunc(value) {
		return fallback
	}
	return int(value)
}

// SetInt keeps a whole number.
func (s *Store) SetInt(key string, value int) { s.set(key, float64(value)) }

// BoolList and the lists below last as long as the program: nothing keeps them.
func (s *Store) BoolList(key string) []bool { return get(s, key, []bool{}) }

// BoolListWithFallback is BoolList.
func (s *Store) BoolListWithFallback(key string, fallback []bool) []bool {
	return get(s, key, fallback)
}

// SetBoolList keeps a list.
func (s *Store) SetBoolList(key string, value []bool) { s.set(key, slices.Clone(value)) }

// FloatList returns a list.
func (s *Store) FloatList(key string) []float64 { return get(s, key, []float64{}) }

// FloatListWithFallback is FloatList.
func (s *Store) FloatListWithFallback(key string, fallback []float64) []float64 {
	return get(s, key, fallback)
}

// SetFloatList keeps a list.
func (s *Store) SetFloatList(key string, value []float64) { s.set(key, slices.Clone(value)) }

// IntList returns a list.
func (s *Store) IntList(key string) []int { return get(s, key, []int{}) }

// IntListWithFallback is IntList.
func (s *Store) IntListWithFallback(key string, fallback []int) []int { return get(s, key, fallback) }

// SetIntList keeps a list.
func (s *Store) SetIntList(key string, value []int) { s.set(key, slices.Clone(value)) }
