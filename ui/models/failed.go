package models

import (
	"errors"
	"io/fs"

	"foolscope/engine/download"
	"foolscope/engine/zoo"
	"foolscope/ui/page"
	"foolscope/ui/words"
)

// failure is why a download failed: for people, and in detail for whoever looks after
// their computer.
type failure struct {
	problem, detail string
	// taken is true if files of the user's own are in the way.
	taken bool
}

// why says why the download of a model failed. Addresses and what the network says
// stand in the detail alone.
func why(title string, err error) failure {
	var taken *zoo.TakenError
	var full *download.NoRoomError
	var local *fs.PathError
	switch {
	case errors.As(err, &taken):
		return failure{problem: words.Sentence(err), taken: true}
	case errors.As(err, &full), errors.As(err, &local):
		return failure{problem: words.Sentence(err)}
	case download.Unreachable(err):
		return failure{problem: words.Say("network.offline", "model", title), detail: err.Error()}
	}
	return failure{problem: words.Say("network.refused", "model", title), detail: err.Error()}
}

// everyday is how many classes a model of the catalogue has at least that knows everyday
// things.
const everyday = 500

// Everyday is the item of a model that knows everyday things: one that is here, or else
// the smallest of the catalogue. ok is false if there is none.
func (s Snapshot) Everyday() (item Item, ok bool) {
	for _, one := range s.Items {
		if one.Entry == nil || one.Known.classes < everyday {
			continue
		}
		here, better := one.Stage == Here, item.Stage == Here
		if !ok || here && !better || here == better && one.Bytes < item.Bytes {
			item, ok = one, true
		}
	}
	return item, ok
}

// Everyday implements page.Supplier.
func (p *Page) Everyday() (page.Offer, bool) {
	item, ok := p.controller.Snapshot().Everyday()
	if !ok {
		return page.Offer{}, false
	}
	return page.Offer{
		Title: item.Title, Size: megabytes(item.Bytes), Path: item.Path, Problem: item.Problem, Detail: item.Detail,
		Loading: item.Stage == Loading, Share: share(item.Progress),
	}, true
}

// GetEveryday implements page.Supplier.
func (p *Page) GetEveryday() {
	if item, ok := p.controller.Snapshot().Everyday(); ok {
		p.controller.Download(item.Key)
	}
}
