package session

import "testing"

func TestTheChosenDataSetStaysWhileItIsOffered(t *testing.T) {
	s := New(Options{})
	defer s.Close()
	signs, photos := DataSet{Name: "Road signs", Drawn: 400, Seed: 1}, DataSet{Name: "photos", Path: "/photos"}
	s.OfferData([]DataSet{signs, photos})
	if got := s.Snapshot().Data; got != signs {
		t.Errorf("at first %+v is chosen, want the first", got)
	}
	told := 0
	s.Listen(func() { told++ })
	s.ChooseData(photos)
	s.ChooseData(photos)
	if told != 1 {
		t.Errorf("listeners were told %d times of one change", told)
	}
	photos.Pictures = 127
	s.OfferData([]DataSet{signs, photos})
	if got := s.Snapshot().Data; got != photos {
		t.Errorf("what became known of the chosen one is not: %+v", got)
	}
	s.OfferData([]DataSet{signs})
	if got := s.Snapshot().Data; got != signs {
		t.Errorf("with the chosen one gone %+v is chosen, want the first", got)
	}
}
