// Package words has every text that a person reads in the window, in the language
// that the user or the system chose. The texts live in assets/lang, a file for each
// language; a language is one more file there, and nothing else knows how many there
// are. The package knows no window, so that whatever tells something can ask it.
//
// A text is asked for by its key, and what it names in braces is handed over:
//
//	words.Say("verdict.fooled", "said", said)         "Fooled: {said}"
//	words.Count("strip.pictures", n)                  "{n} picture", "{n} pictures"
//	words.Decimal(97.94, 1)                           97.9, in German 97,9
//	words.Error(err)                                  what the engine says, in the language
//
// Keys begin with what speaks (verdict, plot, menu, models, ...). What explains
// something on a card has .words, .formula and .pitfall behind the key of what it
// explains: attack.pgd, param.epsilon, metric.ssim, control.goal. What an attack or a
// defence means by a parameter in particular comes first: attack.pgd_l2.epsilon
// before param.epsilon.
//
// The engine speaks English. Its sentences are the keys of the section "engine", as
// they stand in its source, verbs and all; what is not found there stays English.
package words
