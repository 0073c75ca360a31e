package assets

import "embed"

// Lang holds the texts of the window that explain something, a file of JSON for
// each language, LANGUAGE.json. en.json is what other languages fall back on.
//
//go:embed lang/*.json
var Lang embed.FS
