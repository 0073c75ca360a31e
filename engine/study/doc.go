// Package study runs experiments over data sets: a plan says which pictures, models, attacks and
// defences, a run of it writes a row for each picture and setting, and a summary makes rates,
// means and comparisons of the rows.
//
// Vocabulary:
//
//   - a plan is what a person wrote down: data, models, attacks, defences, what is varied;
//   - a setting is one combination of a plan: a model, an attack with its values, a chain of
//     defences, and the model that the attack was made on; each picture has a row for each;
//   - a row is what came of one picture in one setting;
//   - a run is a folder with the plan, what it was run with, and the rows;
//   - a shard is the part of a run that one of several machines does; merge puts the parts
//     together;
//   - the agreement of a setting is the study's score: how often the label is the one that the
//     model gave the untouched picture.
package study
