package labels

import (
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
)

// What the columns of tables are called, in lower case without signs.
var (
	numberTitles = []string{"index", "idx", "id", "classid", "labelid", "classindex", "classidx", "number", "no", "code"}
	nameTitles   = []string{"displayname", "name", "label", "labels", "classname", "labelname", "signname", "names", "class", "classes", "description", "title", "category"}
)

// parseTable reads a table with a name and perhaps a number in every row, in
// either order, with commas, semicolons or tabs between them, with or without a
// header.
func parseTable(text string) (List, error) {
	r := csv.NewReader(strings.NewReader(text))
	r.Comma = separator(text)
	r.FieldsPerRecord = -1
	r.LazyQuotes = true
	r.TrimLeadingSpace = true
	rows, err := readRows(r)
	if err != nil {
		return List{}, err
	}
	titles, body := header(rows)
	if len(body) == 0 {
		return List{}, errNone
	}
	number := numberColumn(titles, body)
	name := nameColumn(titles, body, number)
	if name < 0 {
		return List{}, fmt.Errorf("it has no column with names")
	}
	var numbers []int
	var names []string
	for _, row := range body {
		names = append(names, cell(row, name, len(titles)))
		if number >= 0 {
			n, _ := strconv.Atoi(strings.TrimSpace(row[number]))
			numbers = append(numbers, n)
		}
	}
	if number < 0 {
		return InOrder(names), nil
	}
	return numbered(numbers, names)
}

// maxColumns bounds a table: those of data sets have some dozens of columns.
const maxColumns = 1000

// readRows reads the rows that are not empty.
func readRows(r *csv.Reader) (rows [][]string, err error) {
	for {
		row, err := r.Read()
		switch {
		case err == io.EOF:
			return rows, nil
		case err != nil:
			return nil, fmt.Errorf("it is not a table: %w", err)
		case len(row) > maxColumns:
			return nil, fmt.Errorf("it has more than %d columns", maxColumns)
		}
		if strings.Join(row, "") == "" {
			continue
		}
		if rows = append(rows, row); len(rows) > MaxClasses+1 {
			return nil, errTooMany
		}
	}
}

// separator is the sign between columns: the one that the first line has.
func separator(text string) rune {
	first, _, _ := strings.Cut(text, "\n")
	for _, sign := range "\t;" {
		if strings.ContainsRune(first, sign) {
			return sign
		}
	}
	return ','
}

// header divides the titles from the rows; without a header, titles is as long
// as the shortest row and empty.
func header(rows [][]string) (titles []string, body [][]string) {
	if len(rows) == 0 {
		return nil, nil
	}
	known := false
	for at, cell := range rows[0] {
		title := simple(cell)
		titles = append(titles, title)
		known = known || slices.Contains(numberTitles, title) || slices.Contains(nameTitles, title)
		// A title in a strange language stands above nothing but numbers.
		_, err := strconv.Atoi(title)
		known = known || err != nil && !slices.ContainsFunc(rows[1:], func(row []string) bool {
			if at >= len(row) {
				return true
			}
			_, err := strconv.Atoi(strings.TrimSpace(row[at]))
			return err != nil
		})
	}
	if known && len(rows) > 1 {
		return titles, rows[1:]
	}
	shortest := len(rows[0])
	for _, row := range rows {
		shortest = min(shortest, len(row))
	}
	return make([]string, shortest), rows
}

func simple(title string) string {
	return strings.NewReplacer("_", "", " ", "", "-", "").Replace(strings.ToLower(strings.TrimSpace(title)))
}

// numberColumn is the column whose cells are all different whole numbers, and
// -1 if there is none; of several, one with the right title.
func numberColumn(titles []string, body [][]string) int {
	best := -1
	for at, title := range titles {
		seen := map[string]bool{}
		fits := true
		for _, row := range body {
			if at >= len(row) {
				fits = false
				break
			}
			text := strings.TrimSpace(row[at])
			n, err := strconv.Atoi(text)
			fits = fits && err == nil && n >= 0 && n < MaxClasses && !seen[text]
			seen[text] = true
		}
		if fits && (best < 0 || slices.Contains(numberTitles, title) && !slices.Contains(numberTitles, titles[best])) {
			best = at
		}
	}
	return best
}

// nameColumn is the column with the title of names, or the first of texts that
// are no synsets.
func nameColumn(titles []string, body [][]string, number int) int {
	for _, wanted := range nameTitles {
		if at := slices.Index(titles, wanted); at >= 0 && at != number {
			return at
		}
	}
	best := -1
	for at := range titles {
		if at == number {
			continue
		}
		if !synset.MatchString(cell(body[0], at, 0)) {
			return at
		}
		best = at
	}
	return best
}

// cell is a cell of a row. Names with commas that nobody quoted fill the cells
// up to the end of the row.
func cell(row []string, at, columns int) string {
	switch {
	case at >= len(row):
		return ""
	case columns > 0 && at == columns-1 && len(row) > columns:
		return strings.Join(row[at:], ", ")
	}
	return row[at]
}
