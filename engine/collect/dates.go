package collect

import (
	"fmt"
	"time"
)

// flickrFirst is the year of the first photos on Flickr.
const flickrFirst = 2004

// Split implements Source: years, the latest first, then their months, then days.
func (f *flickr) Split(q Query) []Query {
	var parts []string
	if q.Part == "" {
		for year := f.now().UTC().Year(); year >= flickrFirst; year-- {
			parts = append(parts, fmt.Sprintf("%04d", year))
		}
	} else if from, to, err := span(q.Part); err == nil {
		switch len(q.Part) {
		case len("2006"):
			for t := to.AddDate(0, -1, 0); !t.Before(from); t = t.AddDate(0, -1, 0) {
				parts = append(parts, t.Format("2006-01"))
			}
		case len("2006-01"):
			for t := to.AddDate(0, 0, -1); !t.Before(from); t = t.AddDate(0, 0, -1) {
				parts = append(parts, t.Format("2006-01-02"))
			}
		}
	}
	return q.narrowed(parts)
}

// narrowed returns a query for each part.
func (q Query) narrowed(parts []string) []Query {
	out := make([]Query, len(parts))
	for i, part := range parts {
		out[i] = q
		out[i].Part = part
	}
	return out
}

// span is the time from which and before which photos of a year, month or day were uploaded.
func span(part string) (from, to time.Time, err error) {
	switch len(part) {
	case len("2006"):
		from, err = time.Parse("2006", part)
		to = from.AddDate(1, 0, 0)
	case len("2006-01"):
		from, err = time.Parse("2006-01", part)
		to = from.AddDate(0, 1, 0)
	default:
		from, err = time.Parse("2006-01-02", part)
		to = from.AddDate(0, 0, 1)
	}
	return from, to, err
}
