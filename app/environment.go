package main

import (
	"strings"

	"foolscope/engine/aside"
	"foolscope/engine/collect"
	"foolscope/engine/ort"
	"foolscope/engine/zoo"
)

// environment is what can be set from outside. The variables of Fyne, of Go's
// and of the desktop are those that people ask for.
var environment = []struct{ name, usage string }{
	{ort.LibraryVariable, "the onnxruntime library, or the folder that holds it"},
	{providerVariable, "what computes networks, like --provider"},
	{aside.Variable, "off: open models without trying them in a process of their own"},
	{zoo.SharedVariable, "a folder with models that many computers share; it is only read"},
	{zoo.MirrorVariable, "the address of a server that has the files of the catalogue of models"},
	{zoo.CatalogueVariable, "a JSON file that takes the place of that catalogue"},
	{collect.FlickrVariable, "your own key for Flickr, in place of that in the preferences"},
	{collect.AddressVariable, "the address of a server that answers in place of Flickr, Openverse and Wikimedia Commons"},
	{eventsVariable, "a file to which each shown result is appended as a line of JSON"},
	{vitalsVariable, "how often goroutines, memory and textures are appended to it: 10s, 1m"},
	{ort.ThreadsVariable, "how many threads work on one run of a network, 1 to 256"},
	{ort.OptimizationVariable, "how far onnxruntime rewrites a network at most: none, basic, extended or all"},
	{"FYNE_THEME", "light or dark, instead of what the system says"},
	{"FYNE_SCALE", "magnifies the window: 1.5, 2"},
	{"LANGUAGE", "the language of buttons and menus; if it is not set, that of LC_ALL, LC_MESSAGES or LANG"},
	{"HTTPS_PROXY", "the proxy through which models and onnxruntime are downloaded"},
	{"XDG_CONFIG_HOME", "on Linux, where preferences and the last session are kept, in folders of their own"},
	{"XDG_CACHE_HOME", "on Linux, where onnxruntime and what is known of models are kept"},
}

// environmentHelp lists the environment's variables.
func environmentHelp() string {
	var out strings.Builder
	for _, v := range environment {
		out.WriteString(twoColumns(v.name, v.usage))
	}
	return out.String()
}
