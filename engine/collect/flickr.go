package collect

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
)

// flickr asks the method flickr.photos.search of Flickr's API.
// See https://www.flickr.com/services/api/flickr.photos.search.html.
type flickr struct {
	address, key, agent string
	now                 func() time.Time
}

const (
	// flickrPage is how many photos a page has, and flickrReal how many of a query are real: later pages
	// repeat earlier ones.
	flickrPage = 500
	flickrReal = 4000
)

// flickrLicences are Flickr's numbers of licences.
var flickrLicences = []Licence{
	0:  newLicence(Reserved, ""),
	1:  newLicence(BYNCSA, "2.0"),
	2:  newLicence(BYNC, "2.0"),
	3:  newLicence(BYNCND, "2.0"),
	4:  newLicence(BY, "2.0"),
	5:  newLicence(BYSA, "2.0"),
	6:  newLicence(BYND, "2.0"),
	7:  newLicence(NoneKnown, ""),
	8:  newLicence(USWork, ""),
	9:  newLicence(CC0, "1.0"),
	10: newLicence(PublicMark, "1.0"),
	11: newLicence(BY, "4.0"),
	12: newLicence(BYSA, "4.0"),
	13: newLicence(BYND, "4.0"),
	14: newLicence(BYNC, "4.0"),
	15: newLicence(BYNCSA, "4.0"),
	16: newLicence(BYNCND, "4.0"),
}

func newFlickr(s Settings) Source {
	address := "https://api.flickr.com/services/rest/"
	if s.Address != "" {
		address = strings.TrimSuffix(s.Address, "/") + "/flickr"
	}
	return &flickr{address, s.FlickrKey, agent(s, ""), time.Now}
}

// agent is the User-Agent of a program, which names its user to those who want that.
func agent(s Settings, contact string) string {
	name := "Foolscope"
	if s.Version != "" {
		name += "/" + s.Version
	}
	if contact != "" {
		name += " (" + contact + ")"
	}
	return name
}

// About implements Source.
func (f *flickr) About() About {
	a := About{Key: "flickr", Name: "Flickr", Agent: f.agent,
		// 3,600 an hour are for all who use the key.
		Searches: Pace{Minute: 30}, Pictures: Pace{Minute: 120, Together: 4}}
	for _, t := range terms {
		if slices.ContainsFunc(flickrLicences, func(l Licence) bool { return l.Key == t.Key }) {
			a.Licences = append(a.Licences, t.Key)
		}
	}
	if f.key == "" {
		a.Missing = fmt.Sprintf("Flickr wants a key of your own: get one at flickr.com/services/api, and enter it or set %s", FlickrVariable)
	}
	return a
}

// flickrAnswer is what Flickr says.
type flickrAnswer struct {
	Stat, Message text
	Code          number
	Photos        struct {
		Pages, Total number
		Photo        []flickrPhoto
	}
}

type flickrPhoto struct {
	ID, Owner, Title, OwnerName text
	License                     *number
	// The addresses of its sizes.
	N text `json:"url_n"`
	M text `json:"url_m"`
	Z text `json:"url_z"`
	C text `json:"url_c"`
	L text `json:"url_l"`
}

// Search implements Source.
func (f *flickr) Search(ctx context.Context, q Query, page int) (Page, error) {
	if f.key == "" {
		return Page{}, errors.New(f.About().Missing)
	}
	parameters := url.Values{
		"method": {"flickr.photos.search"}, "api_key": {f.key}, "text": {q.Text}, "sort": {"relevance"},
		"media": {"photos"}, "safe_search": {"1"}, "content_types": {"0"},
		"per_page": {strconv.Itoa(flickrPage)}, "page": {strconv.Itoa(page + 1)},
		"extras": {"license,owner_name,url_n,url_m,url_z,url_c,url_l"}, "format": {"json"}, "nojsoncallback": {"1"},
	}
	if numbers := f.numbers(q.Licences); numbers != "" {
		parameters.Set("license", numbers)
	}
	if q.Part != "" {
		from, to, err := span(q.Part)
		if err != nil {
			return Page{}, err
		}
		parameters.Set("min_upload_date", strconv.FormatInt(from.Unix(), 10))
		parameters.Set("max_upload_date", strconv.FormatInt(to.Unix()-1, 10))
	}
	var answer flickrAnswer
	if err := askJSON(ctx, f.address, parameters, f.agent, f.key, &answer); err != nil {
		return Page{}, f.hide(err)
	}
	if answer.Stat != "ok" {
		return Page{}, flickrFailure(answer)
	}
	out := Page{Cut: answer.Photos.Total > flickrReal}
	out.Last = len(answer.Photos.Photo) == 0 || page+1 >= int(answer.Photos.Pages) || (page+1)*flickrPage >= flickrReal
	for _, p := range answer.Photos.Photo {
		out.Candidates = append(out.Candidates, p.candidate(q.Side))
	}
	return out, nil
}

// flickrFailure is the error of an answer that says that it failed.
func flickrFailure(a flickrAnswer) error {
	switch a.Code {
	case 100:
		return errors.New("the key is not known to Flickr: look whether it was copied whole")
	case 0, 105, 201:
		return &Later{0, fmt.Errorf("it says: %s", a.Message)}
	}
	return fmt.Errorf("it says: %s (code %d)", a.Message, a.Code)
}

// numbers are Flickr's numbers of the licences with these keys, with commas between.
func (f *flickr) numbers(keys []string) string {
	var out []string
	for i, l := range flickrLicences {
		if slices.Contains(keys, l.Key) {
			out = append(out, strconv.Itoa(i))
		}
	}
	return strings.Join(out, ",")
}

// hide takes the key out of what an error of the connection says.
func (f *flickr) hide(err error) error {
	if f.key == "" || !strings.Contains(err.Error(), f.key) {
		return err
	}
	hidden := errors.New(strings.ReplaceAll(err.Error(), f.key, "..."))
	if later := (*Later)(nil); errors.As(err, &later) {
		return &Later{later.After, hidden}
	}
	return hidden
}

// candidate takes the smallest sizes of a photo whose short side is still long enough first.
func (p flickrPhoto) candidate(side int) Candidate {
	var enough, small []text
	for _, size := range []struct {
		url  text
		long int
	}{{p.N, 320}, {p.M, 500}, {p.Z, 640}, {p.C, 800}, {p.L, 1024}} {
		// Most photos are 3 to 2 or 4 to 3.
		if side > 0 && size.long*2/3 >= side {
			enough = append(enough, size.url)
		} else {
			small = append([]text{size.url}, small...)
		}
	}
	c := Candidate{ID: string(p.ID), Title: string(p.Title), Author: string(p.OwnerName), URLs: places(append(enough, small...)...)}
	if p.Owner != "" && p.ID != "" {
		c.AuthorPage = "https://www.flickr.com/people/" + url.PathEscape(string(p.Owner)) + "/"
		c.Page = "https://www.flickr.com/photos/" + url.PathEscape(string(p.Owner)) + "/" + url.PathEscape(string(p.ID))
	}
	if n := p.License; n != nil && *n >= 0 && int(*n) < len(flickrLicences) {
		c.Licence = flickrLicences[*n]
	}
	return c
}
