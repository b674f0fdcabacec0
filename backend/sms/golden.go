package sms

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"slices"
)

// goldenCase is one line of a file of worked cases.
type goldenCase struct {
	ID     string `json:"id"`
	Text   string `json:"text"`
	Expect struct {
		Encoding  Encoding `json:"encoding"`
		Units     int      `json:"units"`
		Parts     int      `json:"parts"`
		PartUnits []int    `json:"part_units"`
		PartChars []int    `json:"part_chars"`
		TooLong   bool     `json:"too_long"`
	} `json:"expect"`
}

const longestLine = 16 << 20

// VerifyGolden runs Measure over worked cases, one JSON object a line, and says
// how each failed one differs. err is about the file: it cannot be read, or a
// line is no case; the lines before it are counted.
func VerifyGolden(r io.Reader) (passed, failed int, failures []string, err error) {
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, longestLine)
	for n := 1; lines.Scan(); n++ {
		line := bytes.TrimSpace(bytes.TrimPrefix(lines.Bytes(), []byte("\xef\xbb\xbf")))
		if len(line) == 0 {
			continue
		}
		var c goldenCase
		if err := json.Unmarshal(line, &c); err != nil {
			return passed, failed, failures, fmt.Errorf("line %d: %w", n, err)
		}
		if difference := c.run(); difference != "" {
			failed++
			failures = append(failures, c.ID+": "+difference)
			continue
		}
		passed++
	}
	return passed, failed, failures, lines.Err()
}

// run is how the measurement differs from what is expected, "" if it does not.
func (c goldenCase) run() string {
	m, e := Measure(c.Text), c.Expect
	if m.Encoding == e.Encoding && m.Units == e.Units && m.Parts == e.Parts && m.TooLong == e.TooLong &&
		slices.Equal(m.PartUnits, e.PartUnits) && slices.Equal(m.PartChars, e.PartChars) {
		return ""
	}
	return fmt.Sprintf("got %s, %d units, %d parts %v chars %v, too long %v; want %s, %d units, %d parts %v chars %v, too long %v",
		m.Encoding, m.Units, m.Parts, m.PartUnits, m.PartChars, m.TooLong,
		e.Encoding, e.Units, e.Parts, e.PartUnits, e.PartChars, e.TooLong)
}
