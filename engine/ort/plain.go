package ort

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
)

// translations map what onnxruntime says to what a person understands. The first
// match counts.
var translations = []struct {
	message *regexp.Regexp
	means   string
}{
	{regexp.MustCompile(`Name:'foolscope:divisor`), "it divides whole numbers by 0"},
	{regexp.MustCompile(`Name:'foolscope:rounds`), "a loop inside the model goes on for too long"},
	{regexp.MustCompile(`[Pp]rotobuf parsing failed`), "the file is not an ONNX model, or it is damaged"},
	{regexp.MustCompile(`No Op registered for (\S+) with domain_version of (\d+)`), "it uses the operator $1, which does not exist in its opset ($2)"},
	{regexp.MustCompile(`(\S+) is not a registered function/op`), "it uses the operator $1, which onnxruntime does not know"},
	{regexp.MustCompile(`Could not find an implementation for (\S+?)\(\d+\)`), "it uses the operator $1 in a version or with a type of numbers that onnxruntime cannot compute"},
	{regexp.MustCompile(`graph is not acyclic`), "its operators form a circle"},
	{regexp.MustCompile(`Opset (\d+) is under development.* is till opset (\d+)`), "it uses opset $1, but this onnxruntime knows opsets up to $2: export it again with an older one"},
	{regexp.MustCompile(`Unsupported model IR version: (\d+), max supported IR version: (\d+)`), "its format version is $1, but this onnxruntime reads versions up to $2: export it again with an older one"},
	{regexp.MustCompile(`Node input '(.*?)' is not a graph input`), "an operator reads $1, which nothing computes"},
	{regexp.MustCompile(`assigned to the default CPU EP, but fallback to CPU EP has been explicitly disabled`), "it leaves a part of an ordinary network to the CPU"},
	{regexp.MustCompile(`Failed to load library (?:\S*[/\\])?(\S+) with error:? (?:\S*[/\\]\S+: )?(.{1,120})`), "$1 cannot be loaded ($2)"},
	{regexp.MustCompile(`Failed to load shared library`), "the libraries that it needs beside onnxruntime cannot be loaded"},
	{regexp.MustCompile(`No supported adapters|Failed to get a WebGPU adapter`), "there is no graphics processor that it can use"},
	{regexp.MustCompile(`In Node, \(".*?", (\S+), .* Error Mismatched attribute type in '.*?(\w+)'\. Expected: '(\w+)', actual: '(\w+)'`), "its operator $1 has an attribute $2 of the type $4 where $3 belongs: export it again"},
	{regexp.MustCompile(`Unrecognized attribute: (\S+) for operator (\S+)`), "its operator $2 has an attribute $1 that this operator does not take: export it again"},
	{regexp.MustCompile(`In Node, \(".*?", (\S+), .* Error Required attribute '(\S+)' is missing`), "its operator $1 lacks its attribute $2: export it again"},
	{regexp.MustCompile(`Duplicate definition of name \((.*?)\)`), "two operators compute $1"},
}

var (
	// preamble is what the binding and onnxruntime put before the matter.
	preamble = regexp.MustCompile(`^(?:Error creating C session(?: from file)?|Error running network|This is an invalid model\. Error|This is an invalid model|Invalid model|Exception during initialization|Load model from .* failed)[:.]\s*`)
	// failedNode begins the error of an operator.
	failedNode = regexp.MustCompile(`^Non-zero status code returned while running (\S+) node\. Name:'(.*?)' Status Message: `)
	// signature begins the error of an operator that is wrong before it runs.
	signature = regexp.MustCompile(`^In Node, \("(.*?)", (\S+?), .*?-?\d+\) : .*? , Error `)
	// place is the file and line of onnxruntime's source, before a signature.
	place = regexp.MustCompile(`\S+\.(?:cc|cpp|h|hpp):\d+ `)
	// condition is the source text of an assertion.
	condition = regexp.MustCompile(`^.* was false\. `)
)

// longest is how many characters of onnxruntime's own words are shown.
const longest = 240

// plain turns an error of onnxruntime, which can be many lines long, into one
// clear sentence without the names of its source.
func plain(err error) error {
	text := strings.Join(strings.Fields(err.Error()), " ")
	for _, k := range translations {
		if m := k.message.FindStringSubmatchIndex(text); m != nil {
			return errors.New(string(k.message.ExpandString(nil, k.means, text, m)))
		}
	}
	for preamble.MatchString(text) {
		text = preamble.ReplaceAllString(text, "")
	}
	operator := ""
	if m := signature.FindStringSubmatch(text); m != nil {
		text, operator = text[len(m[0]):], "its operator "+m[2]
		if m[1] != "" {
			operator += fmt.Sprintf(" %q", m[1])
		}
		operator += " is wrong: "
	}
	if m := failedNode.FindStringSubmatch(text); m != nil {
		text = text[len(m[0]):]
		operator = "the operator " + m[1]
		if m[2] != "" {
			operator += fmt.Sprintf(" %q", m[2])
		}
		operator += " failed: "
	}
	if at := place.FindStringIndex(text); at != nil {
		text = text[:at[0]] + afterSignature(text[at[1]:])
	}
	if rest := condition.ReplaceAllString(text, ""); rest != "" {
		text = rest
	}
	text = strings.TrimRight(text, ". ")
	if runes := []rune(text); len(runes) > longest {
		text = strings.TrimSpace(string(runes[:longest])) + " ..."
	}
	return errors.New(operator + text)
}

// afterSignature returns what follows a C++ function's signature: the text
// behind its parameter list.
func afterSignature(text string) string {
	depth := 0
	for i, c := range text {
		switch c {
		case '(':
			depth++
		case ')':
			depth--
			rest := text[i+1:]
			// A parenthesis or a name may still belong to it, as in
			// operator()(int) or <lambda(int)>::operator()().
			if depth == 0 && !strings.HasPrefix(rest, "(") && !strings.HasPrefix(rest, ">") && !strings.HasPrefix(rest, "::") {
				return strings.TrimPrefix(strings.TrimSpace(rest), "const ")
			}
		}
	}
	return text
}
