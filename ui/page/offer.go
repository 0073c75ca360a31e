package page

// Offer is a model that a Supplier can get.
type Offer struct {
	// Title is what it is called, and Size how much is to be downloaded.
	Title, Size string
	// Path is the file, empty while it is not here.
	Path string
	// Loading is true while it is being downloaded, of which Share is done.
	Loading bool
	Share   float64
	// Problem says why the last try failed, and Detail what somebody who looks
	// after the computer wants to know of that; both are empty if it did not.
	Problem, Detail string
}
