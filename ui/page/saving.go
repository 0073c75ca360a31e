package page

// Saving is a file to write.
type Saving struct {
	Title string
	// Name is what the file is to be called, without its ending. Endings are those of
	// the formats that it can have, of which the first is proposed.
	Name    string
	Endings []string
	// Models are the paths of networks in use. Neither they nor what lies beside them
	// is overwritten, nor is a picture that is open.
	Models []string
	// Write gets the path, one for each ending if nobody was asked. It tells how that
	// ended, on any goroutine; where nobody was asked, ended is nil, and Write tells the
	// user itself.
	Write func(paths []string, ended func(error))
}
