package ui

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"foolscope/ui/look"
	"foolscope/ui/part"
	"foolscope/ui/words"
)

// classroom is the window for a lecture: the whole screen, type that can be read
// from the last row, and only what a lecture needs.
type classroom struct {
	w  *mainWindow
	on bool
	// usual is the theme to go back to, factor the scale of that of the lecture.
	usual  *look.Theme
	factor float32
}

func (c *classroom) toggle() {
	if c.on {
		c.leave()
		return
	}
	c.enter()
}

func (c *classroom) enter() {
	if c.on {
		return
	}
	c.on, c.factor = true, 0
	c.usual, _ = c.w.app.Settings().Theme().(*look.Theme)
	c.w.window.SetFullScreen(true)
	c.show()
	c.fit(c.w.window.Canvas().Size())
	c.w.session.Tell("%s", words.Say("classroom.entered", "folder", c.saveFolder()))
}

func (c *classroom) leave() {
	if !c.on {
		return
	}
	c.on = false
	// Type shrinks first, for a window cannot become smaller than what is in it.
	if c.usual != nil {
		c.setType(c.usual)
	}
	c.w.window.SetFullScreen(false)
	c.w.noticeIsOver = true
	c.show()
	c.w.showMessage()
}

// show brings everything that can be seen in line with the mode.
func (c *classroom) show() {
	c.w.pages.setLecture(c.on)
	c.w.top.setLecture(c.on)
	c.w.redraw()
}

// fit gives type the size that suits the window.
func (c *classroom) fit(size fyne.Size) {
	factor := look.LectureScale(size)
	if !c.on || c.usual == nil || factor == c.factor {
		return
	}
	c.factor = factor
	// The layout that noticed the new size has to end first.
	part.Post(func() {
		if c.on && c.factor == factor {
			c.setType(c.usual.Lecture(factor))
		}
	})
}

// dress gives the window another theme, with type as large as the mode wants it.
func (c *classroom) dress(theme *look.Theme) {
	c.usual = theme
	if c.on {
		theme = theme.Lecture(c.factor)
	}
	c.w.setTheme(theme)
}

// setType changes the size of type. A sheet that asks for files closes: there are no
// dialogs in a classroom.
func (c *classroom) setType(theme *look.Theme) {
	if c.w.sheet != nil {
		c.w.sheet.Close()
	}
	c.w.setTheme(theme)
}

// saveFolder is where pictures go without asking: the folder of the last time,
// else the user's own.
func (c *classroom) saveFolder() string {
	if folder := c.w.app.Preferences().String(saveFolderKey); isFolder(folder) {
		return folder
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return ""
	}
	if pictures := filepath.Join(home, "Pictures"); isFolder(pictures) {
		return pictures
	}
	return home
}

func isFolder(path string) bool {
	info, err := os.Stat(path)
	return path != "" && err == nil && info.IsDir()
}

// pick offers the files of the last folder in a list, where a dialog would
// show the class the rest of the disk.
func (c *classroom) pick(folderKey string, endings []string, use func(path string)) {
	folder := c.w.app.Preferences().String(folderKey)
	names := filesIn(folder, endings)
	if len(names) == 0 {
		c.w.session.Complain("%s", words.Say("classroom.noFiles"))
		return
	}
	c.w.top.lecture.Choose(part.Options(names...), func(i int) { use(filepath.Join(folder, names[i])) })
}

// savePath is where a file goes that nobody is asked about. It takes the place
// of no other file.
func (c *classroom) savePath(name, ending string) string {
	folder := c.saveFolder()
	path := filepath.Join(folder, name+ending)
	for i := 2; exists(path); i++ {
		path = filepath.Join(folder, fmt.Sprintf("%s-%d%s", name, i, ending))
	}
	return path
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

// filesIn lists the names of the files in a folder that have one of the
// endings, in the order of the alphabet.
func filesIn(folder string, endings []string) []string {
	entries, err := os.ReadDir(folder)
	if folder == "" || err != nil {
		return nil
	}
	var names []string
	for _, entry := range entries {
		ending := strings.ToLower(filepath.Ext(entry.Name()))
		if !entry.IsDir() && slices.Contains(endings, ending) {
			names = append(names, entry.Name())
		}
	}
	return names
}

// fitted wraps the window's content and tells the classroom about its size.
type fitted struct{ c *classroom }

func (f fitted) Layout(o []fyne.CanvasObject, size fyne.Size) {
	for _, object := range o {
		object.Move(fyne.NewPos(0, 0))
		object.Resize(size)
	}
	f.c.fit(size)
}

// MinSize leaves the size of a full screen to the screen.
func (f fitted) MinSize(o []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	if f.c.on {
		return size
	}
	for _, object := range o {
		size = size.Max(object.MinSize())
	}
	return size
}
