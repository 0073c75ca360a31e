package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"foolscope/engine/figure"
	"foolscope/engine/onnx"
	"foolscope/engine/pixel"
	"foolscope/engine/record"
	"foolscope/engine/roadsign"
	trials "foolscope/engine/trial"
)

const textsKind = "ugly names and labels"

// texts shows names and labels that do harm where they are shown: on a terminal, in JSON, CSV and SVG.
func (b *bench) texts() error {
	for i := range b.amount.models {
		folder, err := b.folder("texts")
		if err != nil {
			return err
		}
		path := filepath.Join(folder, "net.onnx")
		if err := onnx.WriteFile(path, linear(b.chance, node("Identity", nil, "picture", "input"))); err != nil {
			return err
		}
		var labels []string
		for range classes {
			labels = append(labels, ugly(b.chance))
		}
		manifest, err := json.Marshal(map[string]any{"name": ugly(b.chance), "title": ugly(b.chance), "labels": labels})
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(folder, "net.json"), manifest, 0o644); err != nil {
			return err
		}
		picture := filepath.Join(folder, "p"+strings.Map(fileLetter, ugly(b.chance)))
		picture = picture[:min(len(picture), len(folder)+200)] + ".png"
		if err := pixel.WritePNG(picture, roadsign.Render(0, b.seed, 48)); err != nil {
			return err
		}
		what := func(how string) string { return fmt.Sprintf("number %d, %s", i+1, how) }
		b.command(textsKind, what("checked"), child{path: b.program, args: []string{"check", path}})
		attack := []string{"attack", "--attack", "fgsm", "--model", path, "--out", filepath.Join(folder, "out"), picture}
		b.command(textsKind, what("attacked"), child{path: b.program, args: attack})
		e := b.command(textsKind, what("attacked as JSON"), child{path: b.program, args: append(attack, "--json")})
		if e.status == 0 && !json.Valid([]byte(e.stdout)) {
			b.add(trial{kind: textsKind, what: what("attacked as JSON"), problem: "it is no JSON: " + excerpt(e.stdout)})
		}
		b.add(trial{kind: textsKind, what: what("as a table"), problem: tableProblem(labels)})
		b.add(trial{kind: textsKind, what: what("as a figure"), problem: figureProblem(labels)})
	}
	return nil
}

// fileLetter replaces what no file's name can hold.
func fileLetter(r rune) rune {
	if r == '/' || r == 0 {
		return '_'
	}
	return r
}

// aNumber is what may begin like a formula.
var aNumber = regexp.MustCompile(`^[+-]?[0-9.]+([eE][+-]?[0-9]+)?$`)

// tableProblem says which cell a spreadsheet would compute, empty for none.
func tableProblem(labels []string) string {
	m := record.Record{
		Picture: labels[0], Model: labels[1], Label: func(class int) string { return labels[2+class] },
		Outcome: &trials.Outcome{AfterAttack: trials.Prediction{Class: 1}, AfterDefense: &trials.Prediction{Class: 2}},
	}
	var table, object bytes.Buffer
	if err := errors.Join(record.CSV(&table, m), record.JSON(&object, m)); err != nil {
		return err.Error()
	}
	if !json.Valid(object.Bytes()) {
		return "it is no JSON: " + excerpt(object.String())
	}
	rows, err := csv.NewReader(&table).ReadAll()
	if err != nil {
		return "it is no CSV: " + err.Error()
	}
	for _, row := range rows {
		for _, cell := range row {
			if strings.ContainsAny(strings.TrimSpace(cell)[:min(1, len(strings.TrimSpace(cell)))], "=+-@") && !aNumber.MatchString(cell) {
				return "a spreadsheet would compute " + excerpt(cell)
			}
		}
	}
	return ""
}

// figureProblem says why a figure is no XML, empty if it is.
func figureProblem(labels []string) string {
	sign := roadsign.Render(0, 1, 32).RGBA()
	var out bytes.Buffer
	err := figure.SVG(&out, figure.Figure{
		Panels: []figure.Panel{{Title: labels[0], Note: labels[1], Image: sign, Verdict: labels[2]}}, Headline: labels[3], Caption: labels[4],
	})
	if err != nil {
		return err.Error()
	}
	d := xml.NewDecoder(&out)
	for {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			return ""
		} else if err != nil {
			return "it is no XML: " + err.Error()
		}
	}
}
