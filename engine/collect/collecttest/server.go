package collecttest

import (
	"hash/fnv"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
)

// Key is the key that the played Flickr knows.
const Key = "0123456789abcdef0123456789abcdef"

// Server plays the services. Its fields are set before it is asked.
type Server struct {
	// Address is for Settings.Address.
	Address string
	// Photos is how many photos each service has for a query; 60 if it is not in it.
	Photos map[string]int
	// Width is the most pixels that photos are wide; 640 if it is 0.
	Width int
	// Faults says what is wrong with photo n of a query; nil is nothing.
	Faults func(n int) Fault
	// Hook may answer a request instead of the server.
	Hook func(w http.ResponseWriter, r *http.Request) (answered bool)

	mu    sync.Mutex
	asked []*http.Request
}

// Fault is what is wrong with a photo.
type Fault int

// What can be wrong with a photo.
const (
	// None is a photo as it should be, of 640 by 480 pixels at most.
	None Fault = iota
	// Dead answers 404.
	Dead
	// Same is the file of the photo two before.
	Same
	// Page is an HTML page that says it is a JPEG.
	Page
	// Torn is a JPEG that ends too soon.
	Torn
	// Disguised is a PNG that says it is a JPEG.
	Disguised
	// Tiny has 40 by 30 pixels.
	Tiny
	// Notice leads to the picture that Flickr shows in the place of photos that are gone.
	Notice
	// Secret has an ID that leads out of the folder.
	Secret
)

// Mixed has every tenth photo wrong in each way.
func Mixed(n int) Fault {
	if n%10 == 0 {
		return None
	}
	return Fault(n % 10)
}

// Start starts a server. Whoever calls it closes it.
func Start() (s *Server, stop func()) {
	s = &Server{Photos: map[string]int{}}
	mux := http.NewServeMux()
	mux.HandleFunc("/flickr", s.flickr)
	mux.HandleFunc("/openverse", s.openverse)
	mux.HandleFunc("/commons", s.commons)
	mux.HandleFunc("/photo/", s.photo)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		s.asked = append(s.asked, r)
		s.mu.Unlock()
		if s.Hook == nil || !s.Hook(w, r) {
			mux.ServeHTTP(w, r)
		}
	}))
	s.Address = server.URL
	return s, server.Close
}

// Asked returns the requests whose paths begin so.
func (s *Server) Asked(path string) []*http.Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.DeleteFunc(slices.Clone(s.asked), func(r *http.Request) bool { return !strings.HasPrefix(r.URL.Path, path) })
}

// Forget forgets what was asked.
func (s *Server) Forget() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.asked = nil
}

func (s *Server) total(query string) int {
	if n, ok := s.Photos[query]; ok {
		return n
	}
	return 60
}

func (s *Server) fault(n int) Fault {
	if s.Faults == nil {
		return None
	}
	return s.Faults(n)
}

// number is where the photos of a query are numbered from.
func number(query string) int {
	h := fnv.New32()
	h.Write([]byte(query))
	return 1_000_000 * (1 + int(h.Sum32()%9000))
}
