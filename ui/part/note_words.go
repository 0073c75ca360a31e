package part

import "foolscope/ui/words"

// NoteOf explains something on a card: the first of the keys that there are words
// for. Without any, the note has no key.
func NoteOf(title string, numbers map[string]string, keys ...string) Note {
	for _, key := range keys {
		if !words.Has(key + ".words") {
			continue
		}
		return Note{
			Key: key, Title: title, Words: words.Say(key + ".words"),
			Formula: words.Say(key + ".formula"), Numbers: numbers,
			Caution: words.Say("card.pitfall"), Pitfall: words.Say(key + ".pitfall"),
		}
	}
	return Note{Title: title}
}
