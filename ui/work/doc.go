// Package work decides which network runs next. All pages of the window hand
// their jobs to one Scheduler, and nothing else of the window runs networks. It
// also has the Mailbox by which what was computed reaches the screen.
//
// Vocabulary: a job is what a page wants to have computed; a task is a job that
// was handed in. A queue holds the tasks of one page, of which one runs at a time,
// so that what they share, such as the network that is open, needs no lock. A turn
// is the right to run networks; there are as many as the scheduler is wide.
//
// Between two runs of a network a task calls Yield or Hold. There a more urgent
// task of another page takes its turn, and the task goes on when that has ended. A
// person can pause the task there, too. A task that does not get there within a
// moment, as a run of its network takes long, is not waited for: the more urgent
// one runs beside it. So does one of another queue beside a task that was cancelled
// and does not end.
package work
