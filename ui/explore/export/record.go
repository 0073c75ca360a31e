package export

import (
	"foolscope/engine/record"
	"foolscope/ui/explore/control"
)

// Record is the outcome of a result and of what stands beside it, as files
// write them.
func Record(s control.Snapshot) record.Record {
	r := recordOf(s.Result)
	if second := s.Beside(); second != nil && second.Measures.Known {
		other := recordOf(&second.Result)
		r.Second = &other
	}
	return r
}

func recordOf(r *control.Result) record.Record {
	return record.Record{
		Picture: r.Picture, Model: r.Model.Title, Label: r.Model.Label, Outcome: r.Outcome, Warnings: r.Model.Warnings,
	}
}
