package main

import (
	"encoding/json"
	"strings"
	"testing"
)

const stopSign = "../assets/samples/01-stop.jpg"

func TestCertifyTellsVotesAndRadius(t *testing.T) {
	out := succeed(t, "certify", "--set", "copies=50", "--set", "select=10", "--set", "sigma=0.02", "--json", stopSign)
	var got certificate
	if err := json.Unmarshal([]byte(out), &got); err != nil {
		t.Fatal(err)
	}
	if got.Copies != 50 || got.Votes > 50 || got.Certified != (got.Radius > 0) || got.Confidence != .999 {
		t.Errorf("%+v", got)
	}
	refused(t, misused, "name a picture", "certify")
	refused(t, misused, "sigma", "certify", "--set", "sigma=-1", stopSign)
}

func TestDetectFindsAThreshold(t *testing.T) {
	out := succeed(t, "detect", "--clean", "signs:20", "--false-alarms", "0.1", stopSign)
	if !strings.Contains(out, "2 of 20 clean pictures") || !strings.Contains(out, "noticed, score") {
		t.Error(out)
	}
	refused(t, misused, "--clean is missing", "detect", stopSign)
	refused(t, failed, "too few", "detect", "--clean", "signs:10", "--limit", "10", stopSign)
}

func TestDefencesInOrder(t *testing.T) {
	o, err := parseAttack([]string{"--attack", "pgd", "--set-defense", "quality=30", "--defense", "jpeg",
		"--defense", "bits", "--set-defense", "bits=3", "--adaptive", "--samples", "4", "x.png"})
	if err != nil {
		t.Fatal(err)
	}
	if len(o.chain) != 2 || o.chain[0].Values["quality"] != 30 || o.chain[1].Defense.Key != "bits" || o.chain[1].Values["bits"] != 3 || !o.adaptive || o.samples != 4 {
		t.Errorf("%+v", o)
	}
	refused(t, misused, "--adaptive needs --defense", "attack", "--attack", "pgd", "--adaptive", stopSign)
	refused(t, misused, "--samples", "attack", "--attack", "pgd", "--defense", "jpeg", "--samples", "0", stopSign)
}
