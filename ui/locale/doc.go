// Package locale names a language where the system's locale names none, as
// C.UTF-8 does in containers: Fyne would complain on standard error otherwise.
// It is imported for its effect, which comes in time because Go initialises
// packages in the order of their paths and it imports almost nothing.
package locale
