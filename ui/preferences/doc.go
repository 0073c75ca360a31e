// Package preferences keeps what the user chose for the next start, in a file
// that is whole at every moment. It takes the place of Fyne's preferences, whose
// file is emptied before it is written, and whose values of a wrong type end the
// program.
package preferences
