package words

import "foolscope/ui/part"

// Note explains something on a card: the first of the keys that there are words
// for. Without any, the note has no key.
func Note(title string, numbers map[string]string, keys ...string) part.Note {
	for _, key := range keys {
		if !Has(key + ".words") {
			continue
		}
		return part.Note{
			Key: key, Title: title, Words: Say(key+".words", nil),
			Formula: Say(key+".formula", nil), Numbers: numbers,
			Caution: Say("card.pitfall", nil), Pitfall: Say(key+".pitfall", nil),
		}
	}
	return part.Note{Title: title}
}
