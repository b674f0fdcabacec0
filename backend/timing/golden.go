package timing

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"

	"stepwise/backend/crm"
)

// goldenCase is one line of a file of worked cases.
type goldenCase struct {
	ID     string    `json:"id"`
	Anchor time.Time `json:"anchor"`
	Delay  int       `json:"delay_days"`
	Sync   struct {
		Kind crm.SyncKind `json:"kind"`
		Days []int        `json:"days"`
	} `json:"sync"`
	From     *string     `json:"from"`
	Zone     string      `json:"tz"`
	Channel  crm.Channel `json:"channel"`
	Holidays []crm.Date  `json:"holidays"`
	Expect   struct {
		RunAt string `json:"run_at"`
		Local string `json:"local"`
		Error string `json:"error"`
	} `json:"expect"`
}

const longestLine = 16 << 20

// VerifyGolden runs Next over worked cases, one JSON object a line, and says
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
		if got, want := c.run(), c.want(); got != want {
			failed++
			failures = append(failures, fmt.Sprintf("%s: got %s, want %s", c.ID, got, want))
			continue
		}
		passed++
	}
	return passed, failed, failures, lines.Err()
}

func (c goldenCase) want() string {
	if c.Expect.Error != "" {
		return c.Expect.Error
	}
	return c.Expect.RunAt + " = " + c.Expect.Local
}

// run is the result in the words of want.
func (c goldenCase) run() string {
	loc, err := Zone(c.Zone)
	if err != nil {
		return err.Error()
	}
	t := crm.Timing{Delay: c.Delay, Unit: crm.UnitDays, Sync: c.Sync.Kind, Weekdays: c.Sync.Days}
	if c.From != nil {
		t.From = *c.From
	}
	free := make(map[crm.Date]bool, len(c.Holidays))
	for _, d := range c.Holidays {
		free[d] = true
	}
	at, _, err := Next(crm.At(c.Anchor), t, c.Channel, Calendar{Zone: loc, IsHoliday: func(d crm.Date) bool { return free[d] }})
	switch {
	case errors.Is(err, ErrUnsatisfiable):
		return "unsatisfiable"
	case err != nil:
		return err.Error()
	}
	local := at.In(loc)
	return at.Time().Format(time.RFC3339) + " = " + local.Format("2006-01-02T15:04:05-07:00")
}
