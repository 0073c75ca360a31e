package collect

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"foolscope/engine/plain"
)

// commons asks the search of Wikimedia Commons. See https://www.mediawiki.org/wiki/API:Search and
// https://www.mediawiki.org/wiki/API:Imageinfo.
type commons struct{ address, agent, contact string }

const (
	// commonsPage is how many files a page has, and commonsMost how many a search has at most.
	commonsPage = 50
	commonsMost = 10_000
	// commonsRounds is how many answers a page may come in.
	commonsRounds = 20
)

// commonsWidths are those that thumbnails exist in, from the one that is enough for most networks.
var commonsWidths = []int{500, 960, 1280, 1920}

func newCommons(s Settings) Source {
	address := "https://commons.wikimedia.org/w/api.php"
	if s.Address != "" {
		address = strings.TrimSuffix(s.Address, "/") + "/commons"
	}
	return &commons{address, agent(s, s.Contact), s.Contact}
}

// About implements Source. Searches and pictures together stay within 200 a minute, or 10 for those who do not say
// who they are, and at three at a time.
func (c *commons) About() About {
	a := About{Key: "commons", Name: "Wikimedia Commons", Agent: c.agent,
		Licences: []string{CC0, PublicMark, NoneKnown, USWork, BY, BYSA},
		Searches: Pace{Minute: 2}, Pictures: Pace{Minute: 8}}
	if c.contact != "" {
		a.Searches, a.Pictures = Pace{Minute: 20}, Pace{Minute: 170, Together: 2}
	}
	return a
}

// commonsAnswer is what MediaWiki says.
type commonsAnswer struct {
	Error    struct{ Code, Info text }
	Continue map[string]json.RawMessage
	Query    struct{ Pages []commonsFile }
}

type commonsFile struct {
	PageID    number
	Index     number
	Title     text
	ImageInfo []struct {
		ThumbURL, URL, DescriptionURL, Mime text
		// MediaWiki writes an empty object as an empty list.
		ExtMetadata json.RawMessage
	}
}

// Search implements Source.
func (c *commons) Search(ctx context.Context, q Query, page int) (Page, error) {
	width := commonsWidths[len(commonsWidths)-1]
	for _, w := range slices.Backward(commonsWidths) {
		// Few photos are wider than 2 to 1.
		if q.Side > 0 && w >= 2*q.Side {
			width = w
		}
	}
	parameters := url.Values{
		"action": {"query"}, "format": {"json"}, "formatversion": {"2"}, "generator": {"search"}, "gsrnamespace": {"6"},
		"gsrsearch": {"filetype:bitmap " + q.Text}, "gsrlimit": {strconv.Itoa(commonsPage)}, "gsroffset": {strconv.Itoa(page * commonsPage)},
		"prop": {"imageinfo"}, "iiprop": {"url|size|mime|sha1|extmetadata"}, "iiurlwidth": {strconv.Itoa(width)},
		"iiextmetadatafilter": {"Artist|License|LicenseShortName|LicenseUrl|Copyrighted"},
	}
	files, more, err := c.gather(ctx, parameters)
	if err != nil {
		return Page{}, err
	}
	out := Page{Last: !more || (page+1)*commonsPage >= commonsMost}
	for _, f := range files {
		if len(f.ImageInfo) > 0 {
			out.Candidates = append(out.Candidates, f.candidate())
		}
	}
	return out, nil
}

// Split implements Source: a search has more answers than a class has pictures.
func (c *commons) Split(Query) []Query { return nil }

// gather asks until the answer is whole: MediaWiki may leave what it says of some files to the next one.
func (c *commons) gather(ctx context.Context, parameters url.Values) (files []commonsFile, more bool, err error) {
	known := map[number]int{}
	for range commonsRounds {
		var answer commonsAnswer
		if err := askJSON(ctx, c.address, parameters, c.agent, "", &answer); err != nil {
			return nil, false, err
		}
		if e := answer.Error; e.Code != "" {
			err := fmt.Errorf("it says: %s", e.Info)
			if e.Code == "ratelimited" || e.Code == "maxlag" || e.Code == "readonly" || strings.HasPrefix(string(e.Code), "internal_api_error") {
				return nil, false, &Later{0, err}
			}
			return nil, false, err
		}
		for _, f := range answer.Query.Pages {
			if i, ok := known[f.PageID]; !ok {
				known[f.PageID] = len(files)
				files = append(files, f)
			} else if len(f.ImageInfo) > 0 {
				files[i].ImageInfo = f.ImageInfo
			}
		}
		_, next := answer.Continue["gsroffset"]
		more = more || next
		if _, partly := answer.Continue["iicontinue"]; !partly {
			break
		}
		for key, value := range answer.Continue {
			var t text
			if key != "gsroffset" && json.Unmarshal(value, &t) == nil {
				parameters.Set(key, string(t))
			}
		}
	}
	slices.SortStableFunc(files, func(a, b commonsFile) int { return cmp.Compare(a.Index, b.Index) })
	return files, more, nil
}

// candidate reads what is said of a file.
func (f commonsFile) candidate() Candidate {
	info := f.ImageInfo[0]
	title := strings.TrimPrefix(string(f.Title), "File:")
	c := Candidate{ID: strconv.Itoa(int(f.PageID)), Title: title, Page: place(info.DescriptionURL), URLs: places(info.ThumbURL)}
	var meta map[string]struct{ Value text }
	if json.Unmarshal(info.ExtMetadata, &meta) != nil {
		return c
	}
	c.Author, c.AuthorPage = fromHTML(string(meta["Artist"].Value))
	c.Licence = commonsLicence(string(meta["License"].Value), string(meta["LicenseShortName"].Value))
	if said := place(meta["LicenseUrl"].Value); said != "" {
		c.Licence.URL = said
	}
	return c
}

// commonsKey is how Commons writes Creative Commons licences: "cc-by-sa-4.0", or as a short name "CC BY-SA 4.0".
var commonsKey = regexp.MustCompile(`^cc[- ](by(?:-(?:nc|sa|nd))*)[- ]([1-4]\.[05])(?:[- ][a-z, -]*)?$`)

// commonsLicence reads a licence. Its key is empty if it is another one than those of jobs.
func commonsLicence(keys ...string) Licence {
	for _, key := range keys {
		key = strings.ToLower(strings.TrimSpace(key))
		switch {
		case commonsKey.MatchString(key):
			parts := commonsKey.FindStringSubmatch(key)
			return newLicence(parts[1], parts[2])
		case key == "cc0", strings.HasPrefix(key, "cc0 "), key == "cc-zero":
			return newLicence(CC0, "1.0")
		case strings.HasPrefix(key, "pd-usgov"):
			return newLicence(USWork, "")
		case key == "pd", strings.HasPrefix(key, "pd-"), key == "public domain":
			return newLicence(PublicMark, "")
		case key == "no restrictions", key == "no known copyright restrictions":
			return newLicence(NoneKnown, "")
		}
	}
	return Licence{}
}

// fromHTML returns the words of a piece of HTML, and the first address that it links to.
func fromHTML(source string) (words, link string) {
	var out []string
	for z := html.NewTokenizer(strings.NewReader(source)); ; {
		switch z.Next() {
		case html.ErrorToken:
			return plain.Line(strings.Join(strings.Fields(strings.Join(out, "")), " "), longestText), link
		case html.TextToken:
			out = append(out, string(z.Token().Data))
		case html.StartTagToken:
			for _, a := range z.Token().Attr {
				target := a.Val
				if strings.HasPrefix(target, "//") {
					target = "https:" + target
				}
				if a.Key == "href" && link == "" {
					link = place(text(target))
				}
			}
		}
	}
}
