package collect

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"
)

func (p page) key() string { return p.Ask + " " + strconv.Itoa(p.Page) }

// asked tells queries of a class apart, for the journal.
func asked(c Class, source string, q Query) string {
	return fmt.Sprintf("%s: %s %q %s %d %s", c.Name, source, q.Text, strings.Join(q.Licences, ","), q.Side, q.Part)
}

// collect takes pictures of a class from one source until there are enough, or it has no more. A query of which
// the source gives only a part is asked as it is, for the pictures that fit best, and then in parts.
func (r *run) collect(ctx context.Context, c Class, s *service) error {
	text := c.Query
	if text == "" {
		text = c.Name
	}
	queue := []Query{{Text: text, Licences: r.accepted(s.about), Side: r.Side}}
	for len(queue) > 0 && r.missing(c) > 0 {
		q := queue[0]
		queue = queue[1:]
		cut, err := r.exhaust(ctx, c, s, q)
		if err != nil {
			return err
		}
		if cut {
			queue = append(queue, s.Split(q)...)
		}
	}
	return nil
}

// exhaust goes through the pages of a query. cut says that the source knows more than they have.
func (r *run) exhaust(ctx context.Context, c Class, s *service, q Query) (cut bool, err error) {
	for n := 0; r.missing(c) > 0; n++ {
		p := page{Ask: asked(c, s.about.Key, q), Page: n}
		if done, ok := r.pages[p.key()]; ok {
			p = done
		} else {
			r.report.doing(Searching, c, s)
			answer, err := r.search(ctx, c, s, q, n)
			if err != nil {
				return false, err
			}
			p.Last, p.Cut = answer.Last, answer.Cut
			whole, err := r.fetch(ctx, c, s, answer.Candidates)
			if err != nil {
				return false, err
			}
			if whole {
				if err := r.journal.write(record{Page: &p}); err != nil {
					return false, localError{err}
				}
			}
		}
		cut = cut || p.Cut
		if p.Last {
			break
		}
	}
	return cut, nil
}

// search asks for a page, again and again if need be.
func (r *run) search(ctx context.Context, c Class, s *service, q Query, n int) (answer Page, err error) {
	waiting := func(until time.Time, why string) { r.report.waiting(c, s, until, why) }
	err = insist(ctx, s.searches, waiting, func() (err error) {
		answer, err = s.Search(ctx, q, n)
		return err
	})
	return answer, err
}
