package collect

import (
	"errors"
	"fmt"
	"net/mail"
	"os"
	"strings"
)

// FlickrVariable is the environment variable that may hold the user's own key for Flickr.
const FlickrVariable = "FLICKR_API_KEY"

// AddressVariable is the environment variable with the address of a server that plays the services:
// below it are /flickr, /openverse and /commons. Without it they are asked themselves.
const AddressVariable = "FOOLSCOPE_PHOTOS"

// The keys under which the window's preferences have the settings.
const (
	FlickrPreference  = "collect.flickr"
	ContactPreference = "collect.contact"
)

// SettingsOf reads the settings from the environment, and from the preferences what is not there.
func SettingsOf(preference func(key string) string, version string) Settings {
	key := os.Getenv(FlickrVariable)
	if key == "" {
		key = preference(FlickrPreference)
	}
	return Settings{FlickrKey: strings.TrimSpace(key), Contact: preference(ContactPreference), Version: version, Address: os.Getenv(AddressVariable)}
}

// Settings are what the services want to know of the user. They are never part of a job or a
// data set.
type Settings struct {
	// FlickrKey is the user's own key, empty if there is none.
	FlickrKey string
	// Contact is the user's e-mail address, which Wikimedia Commons wants of those who ask often;
	// empty makes it slow.
	Contact string
	// Version is that of the program.
	Version string
	// Address is that of a server in the place of the services, see AddressVariable.
	Address string
}

// Check says in a sentence what is wrong with the settings. It does not repeat the key.
func (s Settings) Check() error {
	if strings.ContainsFunc(s.FlickrKey, func(r rune) bool { return !('0' <= r && r <= '9' || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z') }) {
		return errors.New("the key for Flickr has characters that no key has: copy it once more")
	}
	if s.Contact != "" {
		if a, err := mail.ParseAddress(s.Contact); err != nil || a.Address != s.Contact {
			return fmt.Errorf("%q is no e-mail address", s.Contact)
		}
	}
	return nil
}

// Sources are all that there are: Flickr, Openverse, Wikimedia Commons.
func (s Settings) Sources() []Source {
	return []Source{newFlickr(s), newOpenverse(s), newCommons(s)}
}

// Source finds a source by its key.
func (s Settings) Source(key string) (Source, bool) {
	for _, source := range s.Sources() {
		if source.About().Key == key {
			return source, true
		}
	}
	return nil, false
}
