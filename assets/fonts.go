package assets

import _ "embed"

// SignsFont is a TrueType font of arrows and mathematical operators, which the
// font of the window lacks. Its licence is fonts/OFL.txt.
//
//go:embed fonts/signs.ttf
var SignsFont []byte
