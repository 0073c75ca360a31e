package collecttest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
)

func answer(w http.ResponseWriter, value any) {
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(value)
}

func (s *Server) address(r *http.Request, service, query string, n int, size string) string {
	return "http://" + r.Host + "/photo/" + service + "/" + url.PathEscape(query) + "/" + strconv.Itoa(n) + "/" + size + ".jpg"
}

func (s *Server) id(query string, n int) string {
	if s.fault(n) == Secret {
		return "../../secret-" + strconv.Itoa(n)
	}
	return strconv.Itoa(number(query) + n)
}

// uploaded is when photo n was: one in each year, and a day later in each round.
func uploaded(n int) time.Time {
	return time.Date(2004+n%22, 1, 1+n/22, 12, 0, 0, 0, time.UTC)
}

// flickr answers photos.search. Past result 4,000 it repeats the page before.
func (s *Server) flickr(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	fail := func(code int, message string) {
		answer(w, map[string]any{"stat": "fail", "code": code, "message": message})
	}
	switch {
	case q.Get("api_key") != Key:
		fail(100, "Invalid API Key (Key has invalid format)")
		return
	case q.Get("method") != "flickr.photos.search":
		fail(112, "Method not found")
		return
	case q.Get("text") == "":
		fail(3, "Parameterless searches have been disabled. Please use flickr.photos.getRecent instead.")
		return
	}
	licences := strings.Split(q.Get("license"), ",")
	from, _ := strconv.ParseInt(q.Get("min_upload_date"), 10, 64)
	to, _ := strconv.ParseInt(q.Get("max_upload_date"), 10, 64)
	var list []int
	for n := range s.total(q.Get("text")) {
		at := uploaded(n).Unix()
		if (q.Get("license") == "" || slices.Contains(licences, strconv.Itoa(n%17))) && (to == 0 || from <= at && at <= to) {
			list = append(list, n)
		}
	}
	size, _ := strconv.Atoi(q.Get("per_page"))
	size = min(max(size, 1), 500)
	page, _ := strconv.Atoi(q.Get("page"))
	page = min(max(page, 1), 4000/size)
	photos := []map[string]any{}
	for _, n := range list[min(len(list), (page-1)*size):min(len(list), page*size)] {
		photo := map[string]any{"id": s.id(q.Get("text"), n), "owner": "12@N0" + strconv.Itoa(n%7), "secret": "ab", "server": "65535",
			"title": fmt.Sprintf("%s, photo %d", q.Get("text"), n), "license": strconv.Itoa(n % 17), "ownername": "Ann O'Nymous"}
		for letter, side := range map[string]int{"n": 320, "m": 500, "z": 640} {
			photo["url_"+letter] = s.address(r, "flickr", q.Get("text"), n, letter)
			photo["width_"+letter] = side
		}
		photos = append(photos, photo)
	}
	answer(w, map[string]any{"stat": "ok", "photos": map[string]any{"page": page, "pages": (len(list) + size - 1) / size, "perpage": size,
		"total": strconv.Itoa(len(list)), "photo": photos}})
}

var openverseLicences = []string{"by", "by-sa", "by-nc", "by-nd", "by-nc-sa", "by-nc-nd", "cc0", "pdm"}

// openverse answers at most 240 works of a query.
func (s *Server) openverse(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	size, _ := strconv.Atoi(q.Get("page_size"))
	page, _ := strconv.Atoi(q.Get("page"))
	refuse := func(code int, why string) {
		w.WriteHeader(code)
		answer(w, map[string]string{"detail": why})
	}
	switch {
	case size < 1 || size > 20:
		refuse(http.StatusUnauthorized, "page_size must be between 1 & 20 for unauthenticated requests")
		return
	case page < 1 || page > 20 || (page-1)*size >= 240:
		refuse(http.StatusBadRequest, "Invalid page")
		return
	case q.Get("q") == "" || len([]rune(q.Get("q"))) > 200:
		refuse(http.StatusBadRequest, "q")
		return
	}
	fits := func(name, value string) bool {
		return !q.Has(name) || slices.Contains(strings.Split(q.Get(name), ","), value)
	}
	var list []int
	for n := range s.total(q.Get("q")) {
		source := []string{"flickr", "wikimedia", "stocksnap"}[n/72%3]
		if fits("license", openverseLicences[n%8]) && fits("size", []string{"large", "medium", "small"}[n/8%3]) &&
			fits("aspect_ratio", []string{"wide", "tall", "square"}[n/24%3]) && fits("source", source) &&
			(!q.Has("excluded_source") || !fits("excluded_source", source)) {
			list = append(list, n)
		}
	}
	results := []map[string]any{}
	for _, n := range list[min(len(list), (page-1)*size):min(len(list), page*size, 240)] {
		id := s.id(q.Get("q"), n)
		results = append(results, map[string]any{"id": id, "title": "Work " + strconv.Itoa(n), "creator": nil, "creator_url": "javascript:alert(1)",
			"foreign_landing_url": "http://" + r.Host + "/landing/" + strconv.Itoa(n), "url": s.address(r, "openverse", q.Get("q"), n, "original"),
			"thumbnail": s.address(r, "openverse", q.Get("q"), n, "thumb"), "license": openverseLicences[n%8], "license_version": "2.0",
			"license_url": "https://creativecommons.org/licenses/by/2.0/", "width": 640, "height": 480})
	}
	pages := min((len(list)+size-1)/size, 12)
	answer(w, map[string]any{"result_count": len(list), "page_count": pages, "page_size": size, "page": page, "results": results})
}

var commonsLicences = []string{"cc-by-sa-4.0", "cc0", "pd", "cc-by-2.0", "fal"}

// commons answers in two parts: what is said of the second half of the files comes when it is asked for.
func (s *Server) commons(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	query := strings.TrimSpace(strings.Replace(q.Get("gsrsearch"), "filetype:bitmap", "", 1))
	limit, _ := strconv.Atoi(q.Get("gsrlimit"))
	offset, _ := strconv.Atoi(q.Get("gsroffset"))
	if width := q.Get("iiurlwidth"); !slices.Contains([]string{"20", "40", "60", "120", "250", "330", "500", "960", "1280", "1920", "3840"}, width) {
		answer(w, map[string]any{"error": map[string]string{"code": "badvalue", "info": "There is no thumbnail of this width."}})
		return
	}
	end := min(offset+limit, s.total(query))
	pages := []map[string]any{}
	second := q.Get("iicontinue") != ""
	for n := offset; n < end; n++ {
		page := map[string]any{"pageid": number(query) + n, "ns": 6, "title": fmt.Sprintf("File:%s %d.jpg", query, n), "index": n + 1}
		if second == (n >= (offset+end)/2) {
			page["imageinfo"] = []map[string]any{s.imageInfo(r, query, n)}
		}
		// They do not come in the order of relevance.
		pages = append([]map[string]any{page}, pages...)
	}
	out := map[string]any{"query": map[string]any{"pages": pages}}
	next := map[string]any{}
	if !second && end > offset+1 {
		next["iicontinue"], next["continue"] = "File:Second half|20200101000000", "||"
	} else if end < s.total(query) {
		next["gsroffset"], next["continue"] = end, "gsroffset||"
	}
	if len(next) > 0 {
		out["continue"] = next
	}
	answer(w, out)
}

func (s *Server) imageInfo(r *http.Request, query string, n int) map[string]any {
	value := func(v string) map[string]string { return map[string]string{"value": v, "source": "commons-desc-page"} }
	return map[string]any{"thumburl": s.address(r, "commons", query, n, "500px"), "url": s.address(r, "commons", query, n, "original"),
		"descriptionurl": "http://" + r.Host + "/wiki/File:" + strconv.Itoa(n), "mime": "image/jpeg", "width": 4000, "height": 3000,
		"extmetadata": map[string]any{"License": value(commonsLicences[n%5]), "LicenseUrl": value("https://creativecommons.org/licenses/by-sa/4.0"),
			"Artist": value(`<a href="//commons.wikimedia.org/wiki/User:Jos%C3%A9" title="User:José">José &amp; <b>Co</b></a>`)}}
}
