package plain

import "testing"

func TestDecode(t *testing.T) {
	for _, test := range []struct{ what, data, want string }{
		{"UTF-8", "caf\u00e9 行人", "café 行人"},
		{"UTF-8 with a mark", "\xef\xbb\xbfcaf\u00e9", "café"},
		{"UTF-16, little end first, with a mark", "\xff\xfec\x00a\x00f\x00\xe9\x00", "café"},
		{"UTF-16, big end first, with a mark", "\xfe\xff\x00c\x00a\x00f\x00\xe9", "café"},
		{"UTF-16, little end first, without a mark", "c\x00a\x00f\x00\xe9\x00", "café"},
		{"UTF-16, big end first, without a mark", "\x00c\x00a\x00f\x00\xe9", "café"},
		{"a character outside the first plane", "\xff\xfe\x3d\xd8\x92\xde", "🚒"},
		{"UTF-16 that ends within a character", "\xff\xfec\x00a", "c\ufffd"},
		{"Latin-1", "caf\xe9", "café"},
		{"Windows-1252", "\x80 \x93caf\xe9\x94", "€ “café”"},
		{"lines of Windows and of old Macs", "a\r\nb\rc\n", "a\nb\nc\n"},
		{"nothing", "", ""},
		{"nothing but a mark", "\xef\xbb\xbf", ""},
	} {
		if got := Decode([]byte(test.data)); got != test.want {
			t.Errorf("%s: %q, want %q", test.what, got, test.want)
		}
	}
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte("\xff\xfec\x00"))
	f.Add([]byte("caf\xe9\r"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if text := Decode(data); len(text) > 3*len(data)+3 {
			t.Errorf("%d bytes became %d", len(data), len(text))
		}
	})
}
