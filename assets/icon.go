package assets

import _ "embed"

// Icon is the program's icon, a PNG 512 pixels wide. `go run ./tools/icon` draws it.
//
//go:embed icon.png
var Icon []byte
