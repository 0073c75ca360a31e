// Package aside opens models that came from outside: from a disk, a mail, the
// network. Such a file is a program for onnxruntime, which checks shapes, but
// hardly values: a division by zero ends the whole process, a loop need not
// end, and a few bytes can ask for all memory there is.
//
// So a model is tried aside first: a helper, which is the same program with a
// command that no person types, opens it just as the program would, asks it
// about a picture and takes one gradient. The helper has limits of memory and
// of time that grow with the file, writes nothing but its answer, opens no
// socket, and ends with the program that started it. What ends it becomes a
// Refusal, one sentence for a person; what passed is remembered by the hashes
// of its files, and opens without a helper the next time.
//
// Vocabulary: the helper is the process aside; a trial is what happens there;
// a stamp is a file's size and time, by which it is taken for unchanged; the
// ledger is the file that remembers what passed.
//
// Until Use is called, everything is opened in this process without a trial:
// that is how tests and tools work. What is in the helper's memory can do what
// the user can: it is a crash barrier, no sandbox.
package aside
