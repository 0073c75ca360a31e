// Command break does to Foolscope what users' machines do, and judges what becomes of it:
//
//	break -program build/foolscope -race build/foolscope-race -seed 1 -minutes 15
//
// Each part tries one kind of thing many times. Whatever is tried must end within bounds of time and memory, in success
// or in a clear sentence, with nothing lost: no crash, no file half-written, nothing left lying about, no next start that
// fails. The parts are listed in main.go.
//
// All that is drawn at random follows from the seed, which is printed: models, pictures, moments, keys. The monkey's
// actions are printed when it fails. What depends on the moment at which a process is killed cannot repeat exactly.
//
// The program writes over files and kills itself through copies of itself, which it starts with a first argument of
// their own: see writer.go.
package main
