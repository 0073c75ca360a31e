// Package param describes the parameters of attacks and defences, each once.
// The description drives the slider, the command-line flag, the JSON key, the
// CSV column, the validation and the help text.
//
// A value is a float64 whatever the kind of its parameter: a number, 0 or 1 for
// a switch, the index of a choice, and for a file or a model the number that
// stands for its name ([Text]). So values are compared, copied and varied alike.
// People and files read names: [Param.Parse] and [Param.Format] translate, and
// [Set.Named] and [Set.Complete] do it for the JSON of a whole set.
package param
