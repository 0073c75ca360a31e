package plain

import "strings"

// Sentences joins sentences to one text, so that none runs into the next: each
// ends with a full stop, unless it ends with another mark, and empty ones are left
// out.
func Sentences(list ...string) string {
	var out []string
	for _, sentence := range list {
		sentence = strings.TrimSpace(sentence)
		if sentence == "" {
			continue
		}
		if !strings.ContainsAny(sentence[len(sentence)-1:], ".!?:") && !strings.HasSuffix(sentence, "…") {
			sentence += "."
		}
		out = append(out, sentence)
	}
	return strings.Join(out, " ")
}
