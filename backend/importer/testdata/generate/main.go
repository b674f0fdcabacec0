// Command generate writes the three exports of testdata/fixtures and, from what
// it knows about the people in them, the cards that they must become. It shares
// no code with the importer: it starts from the truth and makes it messy, the
// importer goes the other way.
//
//	go run ./backend/importer/testdata/generate backend/importer/testdata/fixtures
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/text/encoding/charmap"
)

// rowsPerFile is how many rows each file has.
const rowsPerFile = 1000

// card is one row as it must come out: a card, or the reasons by column.
type card struct {
	Line     int               `json:"line"`
	Rejected map[string]string `json:"rejected,omitempty"`
	Name     string            `json:"name,omitempty"`
	Status   string            `json:"status,omitempty"`
	Owner    string            `json:"owner,omitempty"`
	Kind     string            `json:"kind,omitempty"`
	First    string            `json:"first,omitempty"`
	Last     string            `json:"last,omitempty"`
	Company  string            `json:"company,omitempty"`
	Emails   []string          `json:"emails,omitempty"` // "work ion@exemplu.ro"
	Phones   []string          `json:"phones,omitempty"` // "mobile +40712345678"
	Website  string            `json:"website,omitempty"`
	Postal   string            `json:"postal,omitempty"`
	Tags     []string          `json:"tags,omitempty"`
	Note     string            `json:"note,omitempty"`
	Fields   map[string]string `json:"fields,omitempty"`
	SameAs   int               `json:"sameAs,omitempty"`
	Repeated bool              `json:"repeated,omitempty"`
}

// export is a file that is being written.
type export struct {
	*chance
	delimiter string
	text      strings.Builder
	line      int
	cards     []card
	rows      [][]string // as written, to be repeated
}

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: generate FOLDER")
		os.Exit(2)
	}
	for name, file := range map[string]*export{"google": google(), "hubspot": hubspot(), "minicrm": minicrm()} {
		if err := file.save(os.Args[1], name); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
}

func begin(seed uint64, delimiter string, headers []string) *export {
	e := &export{chance: &chance{state: seed}, delimiter: delimiter, line: 1}
	e.write(headers)
	return e
}

// add writes a row and notes what it must become.
func (e *export) add(cells []string, c card) {
	c.Line = e.line
	e.cards = append(e.cards, c)
	e.rows = append(e.rows, cells)
	e.write(cells)
}

// again writes an earlier row once more.
func (e *export) again(row int) {
	c := e.cards[row]
	c.Repeated = true
	if len(c.Emails)+len(c.Phones) > 0 {
		c.SameAs = c.Line
	}
	e.add(e.rows[row], c)
}

func (e *export) write(cells []string) {
	for i, c := range cells {
		if i > 0 {
			e.text.WriteString(e.delimiter)
		}
		if strings.ContainsAny(c, "\"\r\n"+e.delimiter) || e.one(40) && c != "" {
			c = `"` + strings.ReplaceAll(c, `"`, `""`) + `"`
		}
		e.text.WriteString(c)
		e.line += strings.Count(c, "\n")
	}
	e.text.WriteString("\r\n")
	e.line++
}

func (e *export) save(folder, name string) error {
	content := e.text.String()
	if name == "minicrm" {
		coded, err := charmap.Windows1250.NewEncoder().String(strings.NewReplacer("ș", "ş", "ț", "ţ", "Ș", "Ş", "Ț", "Ţ").Replace(content))
		if err != nil {
			return err
		}
		content = coded
	}
	var expected strings.Builder
	for _, c := range e.cards {
		line, err := json.Marshal(c)
		if err != nil {
			return err
		}
		expected.Write(line)
		expected.WriteByte('\n')
	}
	if err := os.WriteFile(filepath.Join(folder, name+".csv"), []byte(content), 0o644); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(folder, name+".expected.jsonl"), []byte(expected.String()), 0o644)
}

// chance is a plain linear generator, so that the files are the same for ever.
type chance struct{ state uint64 }

// below gives a number from 0 to n-1.
func (c *chance) below(n int) int {
	c.state = c.state*6364136223846793005 + 1442695040888963407
	return int((c.state >> 33) % uint64(n))
}

// one is true once in n times.
func (c *chance) one(n int) bool { return c.below(n) == 0 }

func (c *chance) pick(list string) string {
	words := strings.Split(list, "|")
	return words[c.below(len(words))]
}
