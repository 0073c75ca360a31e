package collect

import "slices"

// Terms are what a licence allows, whatever its version.
type Terms struct {
	// Key is how jobs and the command line call it, such as "by-sa".
	Key string
	// Name is what people call it, such as "CC BY-SA".
	Name string
	// Adaptable says that changed pictures may be passed on, as an attacked one is.
	Adaptable bool
	// path is that of its deed at Creative Commons, without the version; empty if it has none.
	path string
}

// The keys of all terms.
const (
	CC0        = "cc0"
	PublicMark = "pdm"
	NoneKnown  = "none-known"
	USWork     = "us-gov"
	BY         = "by"
	BYSA       = "by-sa"
	BYNC       = "by-nc"
	BYNCSA     = "by-nc-sa"
	BYND       = "by-nd"
	BYNCND     = "by-nc-nd"
	Reserved   = "reserved"
)

var terms = []Terms{
	{CC0, "CC0", true, "publicdomain/zero"},
	{PublicMark, "Public Domain Mark", true, "publicdomain/mark"},
	{NoneKnown, "no known restrictions", true, ""},
	{USWork, "work of the US Government", true, ""},
	{BY, "CC BY", true, "licenses/by"},
	{BYSA, "CC BY-SA", true, "licenses/by-sa"},
	{BYNC, "CC BY-NC", true, "licenses/by-nc"},
	{BYNCSA, "CC BY-NC-SA", true, "licenses/by-nc-sa"},
	{BYND, "CC BY-ND", false, "licenses/by-nd"},
	{BYNCND, "CC BY-NC-ND", false, "licenses/by-nc-nd"},
	{Reserved, "all rights reserved", false, ""},
}

// AllTerms lists the terms that are known, the freest first.
func AllTerms() []Terms { return slices.Clone(terms) }

// FindTerms finds terms by their key.
func FindTerms(key string) (Terms, bool) {
	i := slices.IndexFunc(terms, func(t Terms) bool { return t.Key == key })
	if i < 0 {
		return Terms{}, false
	}
	return terms[i], true
}

// Adaptable are the keys of the terms under which changed pictures may be passed on: what is
// collected if nobody says otherwise.
func Adaptable() []string {
	var keys []string
	for _, t := range terms {
		if t.Adaptable {
			keys = append(keys, t.Key)
		}
	}
	return keys
}

// Licence is that of one picture.
type Licence struct {
	// Key is that of its terms.
	Key string `json:"key"`
	// Version is that of the licence, such as "4.0"; empty if it has none.
	Version string `json:"version,omitempty"`
	// URL is where its text is, empty if that is not known.
	URL string `json:"url,omitempty"`
}

// newLicence fills in where the text of a licence is.
func newLicence(key, version string) Licence {
	l := Licence{Key: key, Version: version}
	if t, ok := FindTerms(key); ok && t.path != "" && version != "" {
		l.URL = "https://creativecommons.org/" + t.path + "/" + version + "/"
	}
	return l
}

// String is what people call the licence: "CC BY-SA 4.0".
func (l Licence) String() string {
	name := l.Key
	if t, ok := FindTerms(l.Key); ok {
		name = t.Name
	}
	if l.Version == "" {
		return name
	}
	return name + " " + l.Version
}
