package plain

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// Decode returns the text in a file, whose encoding is found out: UTF-8 and
// UTF-16, with a byte order mark or without, and for all else Windows-1252, of
// which Latin-1 is a part. Marks are left out, and lines end in \n alone.
func Decode(data []byte) string {
	var text string
	switch {
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		text = utf16(data, unicode.LittleEndian)
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		text = utf16(data, unicode.BigEndian)
	case zeros(data, 1) > len(data)/5 && zeros(data, 0) == 0:
		text = utf16(data, unicode.LittleEndian)
	case zeros(data, 0) > len(data)/5 && zeros(data, 1) == 0:
		text = utf16(data, unicode.BigEndian)
	case utf8.Valid(data):
		text = string(data)
	default:
		text = latin(data)
	}
	text = strings.TrimPrefix(text, "\ufeff")
	return strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text)
}

// utf16 decodes without fail: what is not a character becomes U+FFFD.
func utf16(data []byte, order unicode.Endianness) string {
	text, _ := unicode.UTF16(order, unicode.UseBOM).NewDecoder().Bytes(data)
	return string(text)
}

// latin decodes bytes of Windows-1252. Its decoder knows all 256 of them.
func latin(data []byte) string {
	text, _ := charmap.Windows1252.NewDecoder().Bytes(data)
	return string(text)
}

// zeros counts the bytes 0 at the even or the odd places: UTF-16 has one beside
// each character of ASCII, and other texts have none.
func zeros(data []byte, from int) (count int) {
	for i := from; i < len(data); i += 2 {
		if data[i] == 0 {
			count++
		}
	}
	return count
}
