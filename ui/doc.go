// Package ui is Foolscope's window: the bars at its edges, its dialogs and
// shortcuts, and between them the screens. Everything below it that imports
// Fyne is a part of it; nothing here computes.
package ui
