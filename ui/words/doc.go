// Package words has the texts that explain things, in the language that the
// user or the system chose. They live in assets/lang, a file for each language,
// and are looked up by Fyne's package lang.
//
// The key of a text follows from what it explains: attack.pgd, param.epsilon,
// metric.ssim, control.goal. Behind it stand .words, .formula and .pitfall. What
// an attack or a defence means by a parameter in particular comes first:
// attack.pgd_l2.epsilon before param.epsilon.
package words
