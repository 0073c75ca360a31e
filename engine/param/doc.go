// Package param describes the parameters of attacks and defences, each once.
// The description drives the slider, the command-line flag, the JSON key, the
// CSV column, the validation and the help text.
package param
