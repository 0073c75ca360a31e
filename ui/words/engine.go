package words

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"foolscope/engine/plain"
)

// engineKey is the section of the sentences of the engine.
const engineKey = "engine."

// Error says an error in the language: what the engine says of it in English is
// looked up among its sentences, part by part. What is not found stays English.
func Error(err error) string {
	if err == nil {
		return ""
	}
	return FromEngine(err.Error())
}

// Sentence is Error as a whole sentence.
func Sentence(err error) string { return plain.Sentence(Error(err)) }

// FromEngine says a sentence of the engine, which is English, in the language.
func FromEngine(english string) string {
	b := now()
	if b.code == fallback || english == "" {
		return english
	}
	if said, ok := b.engine.said.Load(english); ok {
		return said.(string)
	}
	said := b.clauses.capital(b.engine.say(english, 0))
	if b.engine.count.Add(1) > remembered {
		b.engine.said.Clear()
		b.engine.count.Store(0)
	}
	b.engine.said.Store(english, said)
	return said
}

// Format is fmt.Sprintf for a sentence that stands among those of the engine, such as a
// notice; its arguments are said in the language, too.
func Format(format string, args ...any) string {
	b := now()
	if b.code == fallback {
		return fmt.Sprintf(format, args...)
	}
	said := make([]any, len(args))
	for i, arg := range args {
		switch arg := arg.(type) {
		case error:
			said[i] = Error(arg)
		case string:
			said[i] = FromEngine(arg)
		default:
			said[i] = arg
		}
	}
	if spelled, ok := b.texts[engineKey+format]; ok {
		return b.clauses.capital(fmt.Sprintf(spelled, said...))
	}
	return fmt.Sprintf(format, said...)
}

// phrases are the sentences of the engine in a language.
type phrases struct {
	// whole are those without a place for anything.
	whole map[string]string
	list  []phrase
	// said is what was asked for lately: names are asked for with each frame.
	said  sync.Map
	count atomic.Int32
}

// remembered is how many sentences are kept.
const remembered = 1000

// phrase is a sentence with places: what matches English is said as spelled.
type phrase struct {
	// start is what the English sentence begins with, before the first place.
	start   string
	english *regexp.Regexp
	// spelled has %s and its like where what was found belongs, %[2]s where that
	// is in another order.
	spelled string
	// letters is how many the sentence has of its own.
	letters int
}

// verb is a place in a sentence.
var verb = regexp.MustCompile(`%(\[(\d+)\])?[-+# 0]*[\d*]*(\.[\d*]+)?[a-zA-Z]|%%`)

func newPhrases(texts map[string]string) *phrases {
	p := &phrases{whole: map[string]string{}}
	for key, text := range texts {
		english, ok := strings.CutPrefix(key, engineKey)
		if !ok {
			continue
		}
		if !verb.MatchString(english) {
			p.whole[english] = text
			continue
		}
		one := phrase{spelled: text}
		var pattern strings.Builder
		pattern.WriteString(`(?s)^`)
		from := 0
		for i, at := range verb.FindAllStringIndex(english, -1) {
			literal := english[from:at[0]]
			if i == 0 {
				one.start = literal
			}
			one.letters += len(strings.TrimSpace(literal))
			pattern.WriteString(regexp.QuoteMeta(literal))
			if english[at[0]:at[1]] == "%%" {
				if i == 0 {
					one.start += "%"
				}
				pattern.WriteString("%")
			} else {
				pattern.WriteString("(.+?)")
			}
			from = at[1]
		}
		one.letters += len(strings.TrimSpace(english[from:]))
		pattern.WriteString(regexp.QuoteMeta(english[from:]) + "$")
		one.english = regexp.MustCompile(pattern.String())
		p.list = append(p.list, one)
	}
	// What says most of its own comes first.
	slices.SortFunc(p.list, func(a, b phrase) int {
		if a.letters != b.letters {
			return b.letters - a.letters
		}
		return strings.Compare(a.spelled, b.spelled)
	})
	return p
}

// deepest is how many sentences may stand in each other.
const deepest = 8

// separators are what stands between two sentences, or between a name and what is
// wrong with it.
var separators = []string{"\n", ": ", "; ", ". "}

func (p *phrases) say(english string, depth int) string {
	if depth > deepest {
		return english
	}
	if said, ok := p.match(english, depth); ok {
		return said
	}
	for _, separator := range separators {
		first, rest, found := strings.Cut(english, separator)
		if !found {
			continue
		}
		// The longest end that is known: a path may hold a separator itself.
		for found {
			if said, ok := p.match(rest, depth+1); ok {
				return p.say(strings.TrimSuffix(english, separator+rest), depth+1) + separator + said
			}
			_, rest, found = strings.Cut(rest, separator)
		}
		rest = english[len(first)+len(separator):]
		if said, ok := p.match(first, depth+1); ok {
			return said + separator + p.say(rest, depth+1)
		}
	}
	return english
}

// match says a sentence that is known as a whole, with a full stop and a capital
// letter or without.
func (p *phrases) match(english string, depth int) (string, bool) {
	if said, ok := p.whole[english]; ok {
		return said, true
	}
	for _, one := range p.list {
		if !strings.HasPrefix(english, one.start) {
			continue
		}
		found := one.english.FindStringSubmatch(english)
		if found == nil {
			continue
		}
		return one.fill(found[1:], func(part string) string { return p.say(part, depth+1) }), true
	}
	if bare, ok := strings.CutSuffix(english, "."); ok {
		if said, ok := p.match(bare, depth); ok {
			return strings.TrimSuffix(said, ".") + ".", true
		}
	}
	if small := lower(english); small != english {
		return p.match(small, depth)
	}
	return "", false
}

// lower makes the first letter a small one, unless the second is a capital one too.
func lower(text string) string {
	if len(text) > 1 && text[0] >= 'A' && text[0] <= 'Z' && (text[1] < 'A' || text[1] > 'Z') {
		return strings.ToLower(text[:1]) + text[1:]
	}
	return text
}

// fill puts what was found, itself said in the language, in the places of the
// sentence.
func (o phrase) fill(found []string, say func(string) string) string {
	next := 0
	return verb.ReplaceAllStringFunc(o.spelled, func(place string) string {
		if place == "%%" {
			return "%"
		}
		if m := verb.FindStringSubmatch(place); m[2] != "" {
			next = int(m[2][0] - '1')
		}
		next++
		if next > len(found) {
			return place
		}
		return say(found[next-1])
	})
}
