package collect

import (
	"context"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"foolscope/engine/plain"
)

// openverse asks Openverse without a key. See https://docs.openverse.org/api/.
type openverse struct{ address, agent string }

const (
	// openversePage is how many works a page has, and openversePages how many pages a query.
	openversePage  = 20
	openversePages = 12
	// openverseText is how long a query may be, in characters.
	openverseText = 200
)

// openverseLicences are the terms that it knows; they have the same keys there.
var openverseLicences = []string{CC0, PublicMark, BY, BYSA, BYNC, BYNCSA, BYND, BYNCND}

// openverseParts are what queries are divided by, one after the other. The parts of each together are all.
var openverseParts = [][]string{
	nil, // by the licences of the query
	{"size=large", "size=medium", "size=small"},
	{"aspect_ratio=wide", "aspect_ratio=tall", "aspect_ratio=square"},
	{"source=flickr", "source=wikimedia", "excluded_source=flickr,wikimedia"},
}

func newOpenverse(s Settings) Source {
	address := "https://api.openverse.org/v1/images/"
	if s.Address != "" {
		address = strings.TrimSuffix(s.Address, "/") + "/openverse"
	}
	return &openverse{address, agent(s, "")}
}

// About implements Source.
func (o *openverse) About() About {
	return About{Key: "openverse", Name: "Openverse", Agent: o.agent, Licences: slices.Clone(openverseLicences),
		Searches: Pace{Minute: 19, Day: 195}, Pictures: Pace{Minute: 140, Together: 4}}
}

// openverseAnswer is what Openverse says.
type openverseAnswer struct {
	ResultCount number `json:"result_count"`
	PageCount   number `json:"page_count"`
	Results     []struct {
		ID, Title, Creator, License, URL, Thumbnail text

		CreatorURL     text `json:"creator_url"`
		Landing        text `json:"foreign_landing_url"`
		LicenseVersion text `json:"license_version"`
		LicenseURL     text `json:"license_url"`
	}
}

// Search implements Source.
func (o *openverse) Search(ctx context.Context, q Query, page int) (Page, error) {
	parameters, err := url.ParseQuery(q.Part)
	if err != nil {
		return Page{}, err
	}
	parameters.Set("q", plain.Line(q.Text, openverseText))
	parameters.Set("page", strconv.Itoa(page+1))
	parameters.Set("page_size", strconv.Itoa(openversePage))
	if known := o.known(q.Licences); !parameters.Has("license") && len(known) > 0 {
		parameters.Set("license", strings.Join(known, ","))
	}
	var answer openverseAnswer
	if err := askJSON(ctx, o.address, parameters, o.agent, "", &answer); err != nil {
		return Page{}, err
	}
	out := Page{Cut: answer.ResultCount > openversePage*openversePages}
	out.Last = len(answer.Results) == 0 || page+1 >= int(answer.PageCount) || page+1 >= openversePages
	for _, r := range answer.Results {
		c := Candidate{ID: string(r.ID), Title: string(r.Title), Author: string(r.Creator), Page: place(r.Landing), AuthorPage: place(r.CreatorURL),
			Licence: newLicence(string(r.License), string(r.LicenseVersion))}
		if said := place(r.LicenseURL); said != "" {
			c.Licence.URL = said
		}
		// Thumbnails are 600 pixels wide.
		if c.URLs = places(r.Thumbnail, r.URL); q.Side == 0 || q.Side > 400 {
			c.URLs = places(r.URL, r.Thumbnail)
		}
		out.Candidates = append(out.Candidates, c)
	}
	return out, nil
}

// known are those of the keys that Openverse knows.
func (o *openverse) known(keys []string) []string {
	var out []string
	for _, key := range openverseLicences {
		if slices.Contains(keys, key) {
			out = append(out, key)
		}
	}
	return out
}

// Split implements Source: by licence, then by size, by shape, and by where the works are from.
func (o *openverse) Split(q Query) []Query {
	depth, given := 0, ""
	if q.Part != "" {
		depth, given = strings.Count(q.Part, "&")+1, q.Part+"&"
	}
	if depth == len(openverseParts) {
		return nil
	}
	parts := slices.Clone(openverseParts[depth])
	if depth == 0 {
		known := o.known(q.Licences)
		if len(known) == 0 {
			known = openverseLicences
		}
		for _, key := range known {
			parts = append(parts, "license="+key)
		}
	}
	for i := range parts {
		parts[i] = given + parts[i]
	}
	return q.narrowed(parts)
}
