package study

import (
	"context"
	"slices"

	"foolscope/engine/study"
	"foolscope/ui/page"
	"foolscope/ui/words"
	"foolscope/ui/work"
)

// choosings are the ways to choose pictures, in the order of the list.
var choosings = []study.Choosing{study.Even, study.PerClass, study.Random}

var choosingWords = map[study.Choosing]string{study.Even: "study.even", study.PerClass: "study.per_class", study.Random: "study.random"}

// useFolder takes the pictures from a folder, and useSigns has them drawn again.
func (d Draft) useFolder(folder string) Draft {
	d.Plan.Data = study.Data{Folder: folder}
	return d
}

func (d Draft) useSigns() Draft {
	d.Plan.Data = study.Data{Signs: 40, Seed: 1}
	return d
}

// setPictures says how many pictures are used, 0 for all.
func (d Draft) setPictures(n int) Draft {
	d.Plan.Data.Pictures = n
	if n > 0 && d.Plan.Data.Choose == "" {
		d.Plan.Data.Choose = study.Even
	}
	return d
}

func (d Draft) choose(how study.Choosing) Draft {
	d.Plan.Data.Choose = how
	return d
}

// place is how a way to choose stands in the list.
func place(how study.Choosing) int { return max(0, slices.Index(choosings, how)) }

func (p *Page) askFolder() {
	p.window.AskFolder(words.Say("study.ask_folder"), dataFolderKey, func(folder string) {
		p.controller.Edit(func(d Draft) Draft { return d.useFolder(folder) })
	})
}

func (p *Page) askModel() {
	p.window.Ask(words.Say("study.ask_model"), page.ModelFolder, []string{".onnx"}, func(path string) {
		p.controller.Edit(func(d Draft) Draft { return d.use(path, true) })
	})
}

// counted is how many pictures the data set of a draft has.
type counted struct {
	of      study.Data
	n       int
	problem string
}

// count opens the data set of the draft in the background, once for each. The lock is held.
func (c *Controller) count(of study.Data) {
	of.Pictures, of.Choose = 0, ""
	if c.counted.of == of {
		return
	}
	c.counted = counted{of: of}
	c.queue.Do(work.Job{Title: words.Say("study.data"), Priority: work.Experiment, Run: func(ctx context.Context, _ *work.Task) {
		opened, err := of.Open(ctx, c.o.Decisions)
		c.edit(func() {
			if c.counted.of != of {
				return
			}
			if err != nil {
				c.counted.problem = words.Sentence(err)
			} else {
				c.counted.n = len(opened.Items)
			}
			c.weigh()
		})
	}})
}
