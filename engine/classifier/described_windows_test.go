package classifier_test

import "errors"

// pipe fails: pipes of Windows are no files.
func pipe(string) func(folder string) error {
	return func(string) error { return errors.New("there are no pipes in folders") }
}
