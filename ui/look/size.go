package look

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// The four type sizes, and that of a verdict, which is one of them but in a lecture.
const (
	SizeCaption                    = theme.SizeNameCaptionText
	SizeTable   fyne.ThemeSizeName = "table"
	SizeBody                       = theme.SizeNameText
	SizeTitle                      = theme.SizeNameHeadingText
	SizeVerdict fyne.ThemeSizeName = "verdict"
)

// The four distances between things.
const (
	Gap4  fyne.ThemeSizeName = "gap4"
	Gap8  fyne.ThemeSizeName = "gap8"
	Gap12 fyne.ThemeSizeName = "gap12"
	Gap16 fyne.ThemeSizeName = "gap16"
)

// The radii of corners, and the fixed parts of the window.
const (
	RadiusThumb   fyne.ThemeSizeName = "radiusThumb"
	RadiusControl                    = theme.SizeNameInputRadius
	RadiusPanel   fyne.ThemeSizeName = "radiusPanel"

	SideBarWidth     fyne.ThemeSizeName = "sideBarWidth"
	TopBarHeight     fyne.ThemeSizeName = "topBarHeight"
	StatusLineHeight fyne.ThemeSizeName = "statusLineHeight"
	BarHeight        fyne.ThemeSizeName = "barHeight"
	RowHeight        fyne.ThemeSizeName = "rowHeight"
	ControlHeight    fyne.ThemeSizeName = "controlHeight"
	ThumbSide        fyne.ThemeSizeName = "thumbSide"
)

// lengths are in Fyne's units, which are pixels at scale 1.
var lengths = map[fyne.ThemeSizeName]float32{
	SizeCaption: 11, SizeTable: 12, SizeBody: 13, SizeTitle: 16, SizeVerdict: 12,
	Gap4: 4, Gap8: 8, Gap12: 12, Gap16: 16,
	RadiusThumb: 4, RadiusControl: 6, RadiusPanel: 8,
	SideBarWidth: 264, TopBarHeight: 48, StatusLineHeight: 30,
	BarHeight: 8, RowHeight: 19, ControlHeight: 33, ThumbSide: 53,

	theme.SizeNameSubHeadingText:       16,
	theme.SizeNamePadding:              4,
	theme.SizeNameInnerPadding:         8,
	theme.SizeNameLineSpacing:          4,
	theme.SizeNameInlineIcon:           16,
	theme.SizeNameSeparatorThickness:   1,
	theme.SizeNameInputBorder:          1,
	theme.SizeNameScrollBar:            12,
	theme.SizeNameScrollBarSmall:       4,
	theme.SizeNameScrollBarRadius:      4,
	theme.SizeNameSelectionRadius:      4,
	theme.SizeNameWindowButtonHeight:   16,
	theme.SizeNameWindowButtonRadius:   8,
	theme.SizeNameWindowButtonIcon:     12,
	theme.SizeNameWindowTitleBarHeight: 26,
}

// rigid lengths stay as they are when type is magnified.
var rigid = map[fyne.ThemeSizeName]bool{
	theme.SizeNameSeparatorThickness: true,
	theme.SizeNameInputBorder:        true,
}
