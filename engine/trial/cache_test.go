package trial

import "testing"

func TestCacheKeepsWhatWasUsedLast(t *testing.T) {
	c := cache[int]{limit: 10}
	there := func(key string) bool { _, ok := c.get(key); return ok }
	c.put("a", 1, 4)
	c.put("b", 2, 4)
	if v, ok := c.get("a"); !ok || v != 1 {
		t.Errorf("a is %d, %t", v, ok)
	}
	c.put("c", 3, 4)
	if there("b") || !there("a") || !there("c") {
		t.Error("b was used longest ago, and is to go")
	}
	c.put("a", 5, 2)
	if v, _ := c.get("a"); v != 5 || c.held != 6 {
		t.Errorf("a is %d, %d bytes are held", v, c.held)
	}
	c.put("huge", 6, 100)
	c.put("larger", 7, 200)
	if !there("huge") || !there("larger") || there("a") || c.held != 300 {
		t.Errorf("two columns stay whatever their size, and nothing else does: %d bytes", c.held)
	}
	c.put("d", 8, 1)
	if there("huge") || !there("d") || !there("larger") || c.held != 201 {
		t.Errorf("%d bytes are held", c.held)
	}
}
