package study

import (
	"context"
	"errors"

	"foolscope/engine/report"
	"foolscope/engine/study"
	"foolscope/ui/words"
	"foolscope/ui/work"
)

// reportExamples is how many pictures a report shows.
const reportExamples = 6

func (p *Page) askReport() {
	session := p.window.Session()
	p.window.AskFolder(words.Say("study.ask_report"), reportFolderKey, func(folder string) {
		p.controller.Report(folder, func(path string) { session.Tell("%s", words.Say("study.reported", "file", path)) })
	})
}

// Report writes what came of the experiment into a folder, and calls done with the path of its page; or
// says what went wrong.
func (c *Controller) Report(folder string, done func(path string)) {
	c.mu.Lock()
	result, running := c.result, c.task != nil
	c.mu.Unlock()
	if result == nil || running {
		c.edit(func() { c.snap.Problem = words.Say("study.report_later") })
		return
	}
	c.queue.Do(work.Job{Title: words.Say("study.report"), Priority: work.Experiment, Run: func(ctx context.Context, _ *work.Task) {
		path, err := c.report(ctx, folder, result)
		switch {
		case errors.Is(err, context.Canceled):
		case err != nil:
			c.complain(err)
		default:
			done(path)
		}
	}})
}

func (c *Controller) report(ctx context.Context, folder string, result *study.Result) (string, error) {
	r := report.Report{Result: result}
	var err error
	if r.Summary, err = result.Summary(); err != nil {
		return "", err
	}
	env := study.Env{Resolve: c.o.Resolve, Open: c.o.Open, Decisions: c.o.Decisions, Versions: c.o.Versions}
	// What the rows say is worth a report without the pictures, which may have gone.
	if r.Examples, err = report.Examples(ctx, result, env, reportExamples); ctx.Err() != nil {
		return "", ctx.Err()
	}
	return report.Write(folder, r)
}
