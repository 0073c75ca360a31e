package param_test

import (
	"encoding/json"
	"maps"
	"sync"
	"testing"

	"foolscope/engine/param"
)

func TestValuesRead(t *testing.T) {
	v := param.Values{"epsilon": 4, "steps": 9.6, "random": 1, "patch": param.Text("a.npy"), "none": 0}
	if v.Float("epsilon") != 4 || v.Int("steps") != 10 || !v.Bool("random") || v.Bool("none") || v.Text("patch") != "a.npy" || v.Text("none") != "" {
		t.Errorf("%v", v)
	}
	for what, read := range map[string]func(){
		"a number that is missing": func() { v.Float("sigma") },
		"a text that is missing":   func() { v.Text("sigma") },
		"a number as a text":       func() { v.Text("epsilon") },
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s is read without a panic", what)
				}
			}()
			read()
		}()
	}
}

func TestCloneIsApart(t *testing.T) {
	v := param.Values{"epsilon": 4}
	c := v.Clone()
	c["epsilon"] = 5
	if v["epsilon"] != 4 {
		t.Error("the copy changed the original")
	}
}

func TestValuesInJSON(t *testing.T) {
	for _, c := range []struct {
		values param.Values
		text   string
	}{
		{nil, `null`},
		{param.Values{}, `{}`},
		{param.Values{"steps": 10, "epsilon": 0.25, "random": 0}, `{"epsilon":0.25,"random":0,"steps":10}`},
		{param.Values{"small": 1e-7, "third": 1.0 / 3}, `{"small":1e-7,"third":0.3333333333333333}`},
		{param.Values{"patch": param.Text(`C:\a "b".npy`)}, `{"patch":"C:\\a \"b\".npy"}`},
	} {
		got, err := json.Marshal(c.values)
		if err != nil || string(got) != c.text {
			t.Errorf("%v is written as %s (%v), want %s", c.values, got, err, c.text)
		}
		var back param.Values
		if err := json.Unmarshal([]byte(c.text), &back); err != nil || !maps.Equal(back, c.values) || (back == nil) != (c.values == nil) {
			t.Errorf("%s is read as %v (%v)", c.text, back, err)
		}
	}
	var v param.Values
	for _, bad := range []string{`{"a":[1]}`, `{"a":{}}`, `{"a":null}`, `[1]`, `4`, `{"a":1e999}`} {
		if err := json.Unmarshal([]byte(bad), &v); err == nil {
			t.Errorf("%s is read as %v", bad, v)
		}
	}
}

// The JSON of values without a text is that of a plain map, byte for byte.
// 2^1023 is the number of the first text.
func TestNoNumberInJSONStandsForAText(t *testing.T) {
	param.Text("a.npy")
	for _, number := range []string{"8.98846567431158e307", "1.7976931348623157e308"} {
		var v param.Values
		if err := json.Unmarshal([]byte(`{"patch":`+number+`}`), &v); err == nil || err.Error() != `the value of "patch" is too large` {
			t.Errorf("%s is read as %v (%v)", number, v, err)
		}
	}
}

func TestNumbersInJSONAreThoseOfAMap(t *testing.T) {
	v := param.Values{"a": 1e21, "b": -0.1, "c": 1e-9, "é<": 3, "d": 123456789}
	got, err1 := json.Marshal(v)
	want, err2 := json.Marshal(map[string]float64(v))
	if err1 != nil || err2 != nil || string(got) != string(want) {
		t.Errorf("%s (%v), want %s (%v)", got, err1, want, err2)
	}
}

func TestTextStandsForItself(t *testing.T) {
	a, b := param.Text("a"), param.Text("b")
	if a == b || a == 0 || param.Text("a") != a || param.Text("") != 0 {
		t.Errorf("a is %g, b is %g", a, b)
	}
	for _, c := range []struct {
		value float64
		text  string
		ok    bool
	}{{a, "a", true}, {b, "b", true}, {0, "", true}, {1, "", false}, {-a, "", false}, {1.7e308, "", false}} {
		if text, ok := param.TextOf(c.value); text != c.text || ok != c.ok {
			t.Errorf("%g is %q, %v; want %q, %v", c.value, text, ok, c.text, c.ok)
		}
	}
}

func TestTextFromManyGoroutines(t *testing.T) {
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			for _, text := range []string{"p", "q", "r", "s"} {
				if got, ok := param.TextOf(param.Text(text)); !ok || got != text {
					t.Errorf("%q became %q", text, got)
				}
			}
		})
	}
	group.Wait()
}
