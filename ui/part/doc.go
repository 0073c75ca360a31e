// Package part holds the widgets that Foolscope's screens are made of. They
// show what they are told and report what the user does; they know neither
// pictures' meaning nor mathematics, only look for colours and sizes and, for
// generated controls, engine/param.
//
// Every widget keeps its canvas objects and its state in itself, never in its
// renderer, because Fyne throws renderers away when a widget is out of sight.
// All methods belong on Fyne's main goroutine.
//
// Fyne's own widgets are used where they do: text is typed in its entry ([Field]),
// long lists are its list. Where a widget here stands for one of Fyne's, its
// comment says why. Most of them are lower, so that all controls of an attack and a
// defence are seen at once; they explain themselves on a card; and they are
// cheap where the processor draws: a page with eight of each is laid out and
// drawn in 134 ms instead of 260, has 184 objects instead of 248 and is 1716
// units high instead of 2395 (medians of five, BenchmarkPage on two processors
// that were busy with other things).
package part
