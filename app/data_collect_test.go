package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"foolscope/engine/collect"
	"foolscope/engine/collect/collecttest"
)

func TestDataIsCollected(t *testing.T) {
	t.Setenv("XDG_CONFIG_HOME", t.TempDir())
	server, stop := collecttest.Start()
	defer stop()
	t.Setenv(collect.AddressVariable, server.Address)
	t.Setenv(collect.FlickrVariable, collecttest.Key)
	folder := filepath.Join(t.TempDir(), "animals")
	args := []string{"data", "collect", "--class", "cat", "--class", "dog=puppy dog", "--count", "2", "--sources", "flickr", "--side", "32", "--out", folder}
	status, out, said := call(t, args...)
	if status != done || out != folder+": 2 of cat, 2 of dog\n" || said != "cat from Flickr: 0 of 2\ndog from Flickr: 0 of 2\n" {
		t.Errorf("status %d: collect says %q and %q", status, out, said)
	}
	if asked := server.Asked("/flickr"); len(asked) != 2 || asked[1].URL.Query().Get("text") != "puppy dog" {
		t.Errorf("Flickr was asked %d times", len(asked))
	}
	set := decode(t, succeed(t, "data", "show", "--json", folder))[0]
	if set["pictures"] != 4.0 || len(set["classes"].([]any)) != 2 {
		t.Errorf("the data set is %v", set)
	}
	// All that is written or said names no key.
	err := filepath.WalkDir(folder, func(path string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		if strings.Contains(string(data), collecttest.Key) {
			t.Errorf("the key is in %s", path)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

func TestDataCollectRefuses(t *testing.T) {
	t.Setenv("XDG_CONFIG_HOME", t.TempDir())
	t.Setenv(collect.FlickrVariable, "")
	folder := t.TempDir()
	for why, args := range map[string][]string{
		"--out is missing":                     {"--class", "cat"},
		"name a class to collect":              {"--out", folder},
		"there are flickr, openverse, commons": {"--out", folder, "--class", "cat", "--sources", "bing"},
		"wants a key of your own":              {"--out", folder, "--class", "cat", "--sources", "flickr"},
		"cannot be the name of a folder":       {"--out", folder, "--class", "../cat"},
		"is named twice":                       {"--out", folder, "--class", "cat", "--class", "Cat=tom"},
		"choose from 1 to":                     {"--out", folder, "--class", "cat", "--count", "0"},
		"give a whole number":                  {"--out", folder, "--class", "cat", "--side", "small"},
		"choose from 16 to 1024":               {"--out", folder, "--class", "cat", "--side", "4000"},
		`there is no licence "gpl"`:            {"--out", folder, "--class", "cat", "--licences", "gpl"},
		"knows none of the licences":           {"--out", folder, "--class", "cat", "--licences", "reserved"},
		"is no e-mail address":                 {"--out", folder, "--class", "cat", "--contact", "me"},
		"takes no data set":                    {"--out", folder, "--class", "cat", "set"},
	} {
		refused(t, misused, why, append([]string{"data", "collect"}, args...)...)
	}
}
