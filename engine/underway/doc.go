// Package underway tells the next start of the program what was being opened
// when it ended without a farewell: a crash, a kill, a power cut.
//
// Each process has a mark, a file that it keeps locked and in which it names
// what it has underway. A mark whose lock is free belongs to a process that is
// gone, and what it names is a suspect. So two programs that share a folder
// do not take each other for dead. A mark also says whether somebody asked its
// process to end: what did not end then is not a crash.
package underway
