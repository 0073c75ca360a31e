package data

import (
	"os"
	"path/filepath"

	"foolscope/engine/collect"
	"foolscope/ui/words"
)

// settings are what the services want to know.
func (p *Page) settings() collect.Settings {
	return collect.SettingsOf(p.window.Preferences().String, p.options.Version)
}

// Collect asks what to collect: what was wished for the set that is open, or something new.
func (p *Page) Collect() {
	snap := p.controller.Snapshot()
	o := sheetOptions{Canvas: p.window.Canvas(), Settings: p.settings(), Parent: p.collected()}
	if snap.Open >= 0 {
		o.Begin, _ = p.controller.Wish(snap.Sets[snap.Open])
	}
	o.AskFolder = func(use func(string)) { p.window.AskFolder(words.Say("collect.folder"), collectedKey, use) }
	o.Collect = func(w Wish, key, contact string) error {
		preferences := p.window.Preferences()
		if key != o.Settings.FlickrKey {
			preferences.SetString(collect.FlickrPreference, key)
		}
		preferences.SetString(collect.ContactPreference, contact)
		return p.controller.Collect(w)
	}
	p.sheet = openSheet(o)
}

// collected is the folder that collected sets go into, unless somebody chooses another.
func (p *Page) collected() string {
	if folder := p.window.Preferences().String(collectedKey); folder != "" {
		return folder
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return ""
	}
	pictures := filepath.Join(home, "Pictures")
	if info, err := os.Stat(pictures); err != nil || !info.IsDir() {
		pictures = home
	}
	return filepath.Join(pictures, "Foolscope")
}
