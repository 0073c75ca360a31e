package part

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"foolscope/ui/look"
)

// ListingColumn is a column of a Listing, right of the names.
type ListingColumn struct {
	// Width is that in a theme that magnifies nothing.
	Width float32
	// Leading columns begin at their left edge, as words do; numbers end at the
	// right one.
	Leading bool
	// Spare columns are left out where names would have too little room: the one
	// with the largest number first, those with 0 never.
	Spare int
}

func (c ListingColumn) align() fyne.TextAlign {
	if c.Leading {
		return fyne.TextAlignLeading
	}
	return fyne.TextAlignTrailing
}

// NewColumns returns an empty list with columns.
func NewColumns(columns ...ListingColumn) *Listing {
	l := &Listing{columns: columns, selected: -1, over: -1}
	l.extend(l)
	return l
}

// span is where a column stands; one that is left out has no width.
type span struct{ x, width float32 }

// spans places the columns in a list of some width, and says where names end.
func (b *base) spans(columns []ListingColumn, width float32) (out []span, names float32) {
	pad := b.length(look.Gap12)
	left := make([]bool, len(columns))
	for {
		x := width - pad
		out = make([]span, len(columns))
		for k := len(columns) - 1; k >= 0; k-- {
			if left[k] {
				continue
			}
			wide := b.scaled(columns[k].Width)
			x -= wide
			out[k] = span{x, wide}
			x -= pad
		}
		spare := -1
		for k, c := range columns {
			if !left[k] && c.Spare > 0 && (spare < 0 || c.Spare > columns[spare].Spare) {
				spare = k
			}
		}
		if x-pad >= b.scaled(nameWidth) || spare < 0 {
			return out, x
		}
		left[spare] = true
	}
}

// placeColumns writes the columns of a line, and says where its name ends.
func (l *Listing) placeColumns(r *listingRow, texts []string, width, y float32) float32 {
	spans, names := l.spans(l.columns, width)
	for k, s := range spans {
		text := ""
		if k < len(texts) {
			text = texts[k]
		}
		SetVisible(&r.columns[k], s.width > 0)
		fit(&r.columns[k], text, s.x, y, s.width, l.length(look.RowHeight))
	}
	return names
}

// leastWidth has room for names and for the columns that are always there.
func (l *Listing) leastWidth() float32 {
	wide := l.scaled(nameWidth) + l.length(look.Gap12)
	for _, c := range l.columns {
		if c.Spare == 0 {
			wide += l.scaled(c.Width) + l.length(look.Gap12)
		}
	}
	return wide
}

// ListingHead has the headings above the columns of a Listing that is as wide.
type ListingHead struct {
	base
	columns []ListingColumn
	names   []string
	texts   []canvas.Text
	rule    canvas.Rectangle
	objects []fyne.CanvasObject
}

// NewListingHead returns headings: that of the names, then one a column.
func NewListingHead(l *Listing, names ...string) *ListingHead {
	h := &ListingHead{columns: l.columns, names: names, texts: make([]canvas.Text, len(names))}
	for i := range h.texts {
		h.objects = append(h.objects, &h.texts[i])
	}
	h.objects = append(h.objects, &h.rule)
	h.extend(h)
	return h
}

func (h *ListingHead) parts() []fyne.CanvasObject { return h.objects }

func (h *ListingHead) paint() {
	for i := range h.texts {
		h.write(&h.texts[i], h.names[i], look.SizeCaption, look.ColorDim, bold)
		if i > 0 {
			h.texts[i].Alignment = h.columns[i-1].align()
		}
	}
	h.rule.FillColor = h.color(look.ColorLine)
}

func (h *ListingHead) place(size fyne.Size) {
	pad := h.length(look.Gap12)
	spans, names := h.spans(h.columns, size.Width)
	fit(&h.texts[0], h.names[0], pad, 0, max(0, names-pad), size.Height-1)
	for k, s := range spans {
		SetVisible(&h.texts[k+1], s.width > 0)
		fit(&h.texts[k+1], h.names[k+1], s.x, 0, s.width, size.Height-1)
	}
	Put(&h.rule, pad, size.Height-1, size.Width-2*pad, 1)
}

func (h *ListingHead) least() fyne.Size {
	return fyne.NewSize(1, h.length(look.RowHeight)+1)
}
