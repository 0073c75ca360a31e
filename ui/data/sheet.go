package data

import (
	"path/filepath"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"foolscope/engine/collect"
	"foolscope/ui/look"
	"foolscope/ui/part"
	"foolscope/ui/words"
)

// sheetOptions are what the sheet of what to collect asks of the page.
type sheetOptions struct {
	Canvas fyne.Canvas
	// Begin is what the sheet begins with, and Parent the folder that sets go into.
	Begin  Wish
	Parent string
	// Settings are what is known of the user.
	Settings collect.Settings
	// AskFolder asks for another folder.
	AskFolder func(use func(folder string))
	// Collect begins; the error says what is wrong with the wish.
	Collect func(w Wish, key, contact string) error
}

// usualCount is how many pictures of a class the study collected, and usualSide what their
// short side is reduced to.
const usualCount, usualSide = 500, 256

// services are the ways to ask: the sources of each, in their order.
var services = [][]string{{"openverse", "commons"}, {"openverse"}, {"commons"}, {"flickr"}}

// licences are the choices of terms, the first one usual.
var licences = [][]string{
	{collect.CC0, collect.PublicMark, collect.BY, collect.BYSA},
	{collect.CC0, collect.PublicMark},
	collect.Adaptable(),
}

// sheet asks what to collect.
type sheet struct {
	o     sheetOptions
	modal *part.Modal

	title                *part.Label
	name, key, contact   *part.Field
	classes, count       *part.Field
	service, terms, size *part.Dropdown
	folder               *part.Label
	choose               *part.Link
	problem              *part.Paragraph
	cancel, do           *part.Button
	form                 *fyne.Container
	keyRow, contactRow   fyne.CanvasObject
	parent               string
}

// openSheet opens it over the window.
func openSheet(o sheetOptions) *sheet {
	s := &sheet{o: o, parent: o.Parent}
	s.title = part.NewLabel(words.Say("collect.title"), look.SizeTitle, look.ColorText).Bold()
	field := func(text, hint string) *part.Field {
		f := part.NewField()
		f.SetText(text)
		f.SetPlaceHolder(hint)
		f.Escape = s.close
		f.OnSubmitted = func(string) { s.begin() }
		return f
	}
	s.name = field(o.Begin.Name, words.Say("collect.name_hint"))
	s.name.OnChanged = func(string) { s.showFolder() }
	s.key = field(o.Settings.FlickrKey, words.Say("collect.key_hint"))
	s.key.Password = true
	s.contact = field(o.Settings.Contact, words.Say("collect.contact_hint"))
	s.classes = field(classLines(o.Begin.Classes), words.Say("collect.classes_hint"))
	s.classes.MultiLine, s.classes.OnSubmitted = true, nil
	s.classes.SetMinRowsVisible(5)
	count := usualCount
	if len(o.Begin.Classes) > 0 {
		count = o.Begin.Classes[0].Count
	}
	s.count = field(strconv.Itoa(count), "")
	s.count.Accepts = func(char rune) bool { return char >= '0' && char <= '9' }
	s.service = part.NewDropdown(part.Options(words.Say("collect.free"), "Openverse", "Wikimedia Commons", "Flickr"), func(int) { s.arrange() })
	s.service.SetSelected(chosen(services, o.Begin.Sources))
	s.terms = part.NewDropdown(part.Options("CC0, CC BY, CC BY-SA", words.Say("collect.public"), words.Say("collect.adaptable")), nil)
	s.terms.SetSelected(chosen(licences, o.Begin.Licences))
	s.size = part.NewDropdown(part.Options(words.Say("collect.reduced", "n", usualSide), words.Say("collect.whole")), nil)
	if len(o.Begin.Classes) > 0 && o.Begin.Side == 0 {
		s.size.SetSelected(1)
	}
	s.folder = part.NewLabel("", look.SizeTable, look.ColorDim).Elastic(fyne.TextAlignLeading)
	s.choose = part.NewLink(words.Say("collect.choose"), func() {
		o.AskFolder(func(folder string) { s.parent = folder; s.showFolder() })
	})
	s.problem = part.NewParagraph("", 1).Strong()
	s.cancel = part.NewButton(words.Say("sheet.cancel"), s.close).Raised()
	s.do = part.NewButton(words.Say("collect.begin"), s.begin)
	s.do.Primary()
	s.describe()
	s.lay()
	s.showFolder()
	s.modal = part.OpenModal(o.Canvas, s.form, func(window fyne.Size) fyne.Size {
		least := s.form.MinSize()
		return fyne.NewSize(sheetWidth*length(look.SizeBody)/13, least.Height+2*length(look.Gap16))
	}, nil)
	s.arrange()
	o.Canvas.Focus(s.name)
	return s
}

// sheetWidth is how wide the sheet is, labelWidth its left column.
const sheetWidth, labelWidth = 560, 130

// describe explains the controls.
func (s *sheet) describe() {
	s.service.Describe(about(words.Say("collect.service"), "service"))
	s.terms.Describe(about(words.Say("collect.licences"), "licences"))
	s.size.Describe(about(words.Say("collect.size"), "size"))
	s.choose.Describe(about(words.Say("collect.folder"), "into"))
	s.cancel.Describe(about(words.Say("sheet.cancel"), "cancel"))
	s.do.Describe(about(words.Say("collect.begin"), "begin"))
}

// lay builds the form.
func (s *sheet) lay() {
	row := func(name string, o fyne.CanvasObject) fyne.CanvasObject {
		return &fyne.Container{Layout: formRow{}, Objects: []fyne.CanvasObject{part.NewLabel(name, look.SizeBody, look.ColorDim), o}}
	}
	s.keyRow, s.contactRow = row(words.Say("collect.key"), s.key), row(words.Say("collect.contact"), s.contact)
	into := &fyne.Container{Layout: titleLayout{}, Objects: []fyne.CanvasObject{s.choose, s.folder}}
	column := part.Column(look.Gap8, s.title,
		row(words.Say("collect.name"), s.name), row(words.Say("collect.service"), s.service), s.keyRow, s.contactRow,
		row(words.Say("collect.classes"), s.classes), row(words.Say("collect.count"), s.count),
		row(words.Say("collect.licences"), s.terms), row(words.Say("collect.size"), s.size), row(words.Say("collect.folder"), into),
		s.problem, &fyne.Container{Layout: atRight{}, Objects: []fyne.CanvasObject{s.cancel, s.do}},
	)
	s.form = &fyne.Container{Layout: readingColumn{column.Layout, s.problem}, Objects: column.Objects}
}

// arrange shows what the service needs.
func (s *sheet) arrange() {
	keys := services[s.service.Selected()]
	part.SetVisible(s.keyRow, keys[0] == "flickr")
	part.SetVisible(s.contactRow, keys[len(keys)-1] == "commons")
	s.form.Refresh()
	s.refit()
}

// refit gives the box the height of the form.
func (s *sheet) refit() {
	if s.modal != nil {
		s.modal.Refresh()
	}
}

func (s *sheet) showFolder() { s.folder.SetText(s.path()) }

// path is where the set goes.
func (s *sheet) path() string {
	if s.o.Begin.Folder != "" {
		return s.o.Begin.Folder
	}
	if name := strings.TrimSpace(s.name.Text); name != "" {
		return filepath.Join(s.parent, name)
	}
	return s.parent
}

func (s *sheet) close() { s.modal.Close() }

// wish is what was filled in.
func (s *sheet) wish() Wish {
	count, _ := strconv.Atoi(s.count.Text)
	w := Wish{
		Name: strings.TrimSpace(s.name.Text), Folder: s.path(), Sources: services[s.service.Selected()],
		Licences: licences[s.terms.Selected()], Side: usualSide,
	}
	if s.size.Selected() == 1 {
		w.Side = 0
	}
	for _, line := range strings.Split(s.classes.Text, "\n") {
		name, query, _ := strings.Cut(line, "=")
		if name = strings.TrimSpace(name); name != "" {
			w.Classes = append(w.Classes, collect.Class{Name: name, Query: strings.TrimSpace(query), Count: count})
		}
	}
	return w
}

// begin begins to collect, or says what is wrong.
func (s *sheet) begin() {
	w := s.wish()
	if w.Name == "" {
		s.say(words.Say("collect.no_name"))
		return
	}
	if err := s.o.Collect(w, strings.TrimSpace(s.key.Text), strings.TrimSpace(s.contact.Text)); err != nil {
		s.say(words.Sentence(err))
		return
	}
	s.close()
}

// controls names what can be operated.
func (s *sheet) controls() map[string]fyne.CanvasObject {
	return map[string]fyne.CanvasObject{
		"collect.name": s.name, "collect.service": s.service, "collect.classes": s.classes, "collect.count": s.count,
		"collect.key": s.key, "collect.contact": s.contact, "collect.licences": s.terms, "collect.size": s.size,
		"collect.cancel": s.cancel, "collect.begin": s.do,
	}
}

// say says what is wrong.
func (s *sheet) say(text string) {
	s.problem.SetText(text)
	s.form.Refresh()
	s.refit()
}

// classLines are classes as people type them: a line each, with what to look for behind "=".
func classLines(classes []collect.Class) string {
	var lines []string
	for _, c := range classes {
		line := c.Name
		if c.Query != "" {
			line += " = " + c.Query
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

// chosen is the number of a choice, 0 if there is no such choice.
func chosen(choices [][]string, want []string) int {
	for i, each := range choices {
		if strings.Join(each, ",") == strings.Join(want, ",") {
			return i
		}
	}
	return 0
}
