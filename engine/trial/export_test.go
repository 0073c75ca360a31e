package trial

// ForgetWatched leaves of the attacks that somebody watched only as many as are kept whatever their size.
func (r *Runner) ForgetWatched() { r.attacks.limit = 0 }
