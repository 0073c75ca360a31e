// Package study is the page Study: at the left the plan of an experiment as sentences
// with controls, at the right what came of it, as plots and tables, and below the
// pictures of the point that is chosen.
//
// A Controller edits the plan (a Draft), runs it as one task of the window's scheduler,
// and turns the engine's summaries into Results, which the tabs draw. A point is one
// setting of the plan; an encounter is a picture at a point.
package study
