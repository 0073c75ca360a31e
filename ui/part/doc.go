// Package part holds the widgets that Foolscope's screens are made of. They
// show what they are told and report what the user does; they know neither
// pictures' meaning nor mathematics, only look for colours and sizes and, for
// generated controls, engine/param.
//
// Every widget keeps its canvas objects and its state in itself, never in its
// renderer, because Fyne throws renderers away when a widget is out of sight.
// All methods belong on Fyne's main goroutine.
package part
