package plain

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestALine(t *testing.T) {
	for _, test := range []struct {
		what, text string
		max        int
		want       string
	}{
		{"plain text", "no entry", 20, "no entry"},
		{"accents and other scripts", "Fußgängerüberweg 行人 пешеход", 50, "Fußgängerüberweg 行人 пешеход"},
		{"white space of every kind", " \tstop\r\n\r\nsign\u00a0\u2003", 20, "stop sign"},
		{"colours and a title of a terminal", "\x1b[31mRED\x1b[0m\x1b]0;pwned\a\r\n=cmd|x!A1", 40, "RED =cmd|x!A1"},
		{"a title that ends with ESC \\", "a\x1b]8;;http://x\x1b\\b", 40, "ab"},
		{"a string of the terminal without an end", "a\x1bPb", 40, "ab"},
		{"an escape at the very end", "a\x1b", 40, "a"},
		{"the one-byte introducer of sequences", "a\u009b31mb", 40, "a31mb"},
		{"a NUL and a bell", "evil\x00\a", 40, "evil"},
		{"marks of direction", "\u202eevil\u2066x\u2069", 40, "evilx"},
		{"a byte order mark, a soft hyphen, a space of no width", "\ufeffa\u00ad\u200bb", 40, "ab"},
		{"an emoji held together by joiners", "👩\u200d🚒", 40, "👩\u200d🚒"},
		{"bytes that are no UTF-8", "caf\xe9", 40, "caf\ufffd"},
		{"just room enough", "abcd", 4, "abcd"},
		{"too little room", "abcde", 4, "abc…"},
		{"no space before the ellipsis", "ab cd", 4, "ab…"},
		{"room for one rune", "ab", 1, "…"},
		{"nothing but space", " \n", 3, ""},
		{"a text of 100 MB", strings.Repeat("word ", 20<<20), 7, "word w…"},
		{"a space at the end needs no room", "abcd \n", 4, "abcd"},
	} {
		if got := Line(test.text, test.max); got != test.want {
			t.Errorf("%s: %q became %q, want %q", test.what, test.text, got, test.want)
		}
	}
}

func TestACell(t *testing.T) {
	for text, want := range map[string]string{
		"":                                    "",
		"no entry":                            "no entry",
		"0.5":                                 "0.5",
		"-0.25":                               "-0.25",
		"+1e-3":                               "+1e-3",
		"-Inf":                                "-Inf",
		"NaN":                                 "NaN",
		"a=b":                                 "a=b",
		`=HYPERLINK("http://127.0.0.1/","x")`: `'=HYPERLINK("http://127.0.0.1/","x")`,
		"=1+1":                                "'=1+1",
		"+1+2":                                "'+1+2",
		"-1-cmd|'/c x'!A1":                    "'-1-cmd|'/c x'!A1",
		"@SUM(1)":                             "'@SUM(1)",
		"  =1":                                "'  =1",
		"\t=1":                                "'\t=1",
		"\rx":                                 "'\rx",
		"＝1+1":                                "'＝1+1",
		"|cmd":                                "'|cmd",
	} {
		if got := Cell(text); got != want {
			t.Errorf("%q became %q, want %q", text, got, want)
		}
	}
}

func FuzzLine(f *testing.F) {
	f.Add("\x1b[31mRED\x1b[0m", 5)
	f.Add("a\xff\u202e b", 2)
	f.Fuzz(func(t *testing.T, text string, max int) {
		if max < 1 || max > 1000 {
			t.Skip()
		}
		got := Line(text, max)
		if !utf8.ValidString(got) || utf8.RuneCountInString(got) > max || strings.ContainsAny(got, "\x1b\r\n\t\x00\u202e") {
			t.Errorf("%q became %q", text, got)
		}
		if again := Line(got, max); again != got {
			t.Errorf("%q became %q, and that %q", text, got, again)
		}
	})
}
