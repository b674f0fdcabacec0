package e2e_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/cookiejar"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"stepwise/backend/crm"
	"stepwise/backend/store"
	"stepwise/backend/testkit"
)

// envSoak names the program that runs for a week: one whose clock can be moved
// and that is else as it is released. envSoakTick is how long soakStep takes, a
// second without it: shorter for a quick look.
const (
	envSoak     = "STEPWISE_SOAK"
	envSoakTick = "STEPWISE_SOAK_TICK"
)

const (
	soakCards = 5000
	soakDays  = 7
	// one second of the test is so much of the week: a day for each minute
	soakStep = 24 * time.Minute
)

func soakTick(t *testing.T) time.Duration {
	t.Helper()
	text := os.Getenv(envSoakTick)
	if text == "" {
		return time.Second
	}
	d, err := time.ParseDuration(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// rare are faults as in a good week. None asks to wait: a wait of seconds would
// last until the next beat, which is half an hour here.
var rare = rates{
	mail: map[string]float64{"rcpt-450": .005, "rcpt-550": .002, "eod-451": .005, "drop-after-accept": .002},
	sms:  map[string]float64{"drop-before": .005, "500-after": .005},
}

// seen is what a moment of the week looked like, in bytes.
type seen struct{ memory, log, file int64 }

// A week of 5,000 cards, a day for each minute, through the real program: its
// memory and its log don't grow, its file by little for each message.
func TestAWeek(t *testing.T) {
	program := os.Getenv(envSoak)
	if program == "" {
		t.Skip("make soak runs it")
	}
	s := startSinks(t, 5, false, rare)
	from := time.Now().Add(time.Minute)
	dir := prepared(t, 0, s.places(false), func(w *testkit.World) { week(w, from) })
	p := serving(t, program, dir)
	days := [soakDays][]seen{}
	at := crm.At(from)
	tick := time.NewTicker(soakTick(t))
	defer tick.Stop()
	begin := p.look(t, dir)
	perDay := int(24 * time.Hour / soakStep)
	for day := range soakDays {
		for range perDay {
			at = at.Add(soakStep)
			p.pass(t, at)
			<-tick.C
			days[day] = append(days[day], p.look(t, dir))
		}
		last := days[day][perDay-1]
		t.Logf("day %d: memory %s MiB (median of %d), log %s MiB, file %s MiB", day+1, mib(median(days[day])), perDay, mib(last.log), mib(last.file))
		t.Logf("  %s", p.inside(t))
	}
	p.stop(t)
	size, err := os.Stat(filepath.Join(dir, store.File))
	if err != nil {
		t.Fatal(err)
	}
	messages, tasks := counts(t, dir, at)
	each := (size.Size() - begin.file - begin.log) / int64(messages)
	t.Logf("%d messages, %d tasks; the file grew by %d bytes for each message", messages, tasks, each)
	second, seventh := days[1], days[6]
	if m2, m7 := median(second), median(seventh); m7 > m2*11/10 {
		t.Errorf("memory on day 7 is %s MiB, on day 2 %s MiB", mib(m7), mib(m2))
	}
	if l2, l7 := second[perDay-1].log, seventh[perDay-1].log; l7 > l2*11/10 {
		t.Errorf("the log on day 7 is %s MiB, on day 2 %s MiB", mib(l7), mib(l2))
	}
	if each > 1024 {
		t.Errorf("%d bytes for each message", each)
	}
}

// week is what there is to do: a mail, an SMS or a task for each card on every
// day, entries all over the first one.
func week(w *testkit.World, from time.Time) {
	w.Clock.Set(crm.At(from))
	mail := w.Template(crm.TemplateEmail, "Your offer, {{contact.first_name}}", strings.Repeat("Dear {{contact.name}},\nhere it is, and we are glad to answer what you ask.\n", 8))
	text := w.Template(crm.TemplateSMS, "", "Your offer is in the mail, {{contact.first_name}}. Call us at any time.")
	task := w.Template(crm.TemplateTask, "Call {{card.name}}", "")
	filter := w.Filter(w.When("status", "is", testkit.OfferSent))
	odd := w.Filter(w.When("status", "is", testkit.NewLead))
	kinds := []func(string) crm.Step{
		func(at string) crm.Step { return testkit.EmailStep(at, mail) },
		func(at string) crm.Step { return testkit.SMSStep(at, text) },
	}
	for i, f := range []crm.FilterID{filter, odd} { // as many of each on every day
		var steps []crm.Step
		for day := range soakDays + 1 {
			at := "1d"
			if day == 0 {
				at = "0d"
			}
			steps = append(steps, kinds[(day+i)%2](at))
			if (day+i)%3 == 0 {
				steps = append(steps, testkit.TaskStep("0d", task))
			}
		}
		w.Activate(w.Sequence(f, steps...), "new")
	}
	for i := range soakCards {
		w.Clock.Set(crm.At(from.Add(time.Duration(i) * 24 * time.Hour / soakCards)))
		w.Card(fmt.Sprintf("Ion%d Popescu", i), []string{testkit.OfferSent, testkit.NewLead}[i%2])
	}
	w.Clock.Set(crm.At(from))
}

// served is the program, and a browser that is signed in.
type served struct {
	cmd     *exec.Cmd
	browser *http.Client
	address string
}

func serving(t *testing.T, program, dir string) *served {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), program, "serve", "--addr", "127.0.0.1:0", "--data", dir, "--json")
	cmd.Env = append(os.Environ(), "HOME="+t.TempDir())
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = cmd.Process.Kill() })
	line, err := bufio.NewReader(out).ReadBytes('\n')
	if err != nil {
		t.Fatal(err)
	}
	var ready struct {
		Address string `json:"address"`
		SignIn  string `json:"sign_in"`
	}
	if err := json.Unmarshal(line, &ready); err != nil {
		t.Fatal(err)
	}
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	p := &served{cmd, &http.Client{Jar: jar}, strings.TrimSuffix(ready.Address, "/")}
	res, err := p.browser.Get(ready.SignIn)
	if err != nil {
		t.Fatal(err)
	}
	_ = res.Body.Close()
	return p
}

// ask runs one operation.
func (p *served) ask(t *testing.T, method string, in any) (out struct{ Result json.RawMessage }) {
	t.Helper()
	body, err := json.Marshal(in)
	if err != nil {
		t.Fatal(err)
	}
	res, err := p.browser.Post(p.address+"/rpc/"+method, "application/json", bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = res.Body.Close() }()
	if err := json.NewDecoder(res.Body).Decode(&out); err != nil || res.StatusCode != http.StatusOK {
		t.Fatalf("%s: %s %v", method, res.Status, err)
	}
	return out
}

// pass moves the clock, and does what a person would who looks: what is far
// more than usual goes, an account that stopped is resumed.
func (p *served) pass(t *testing.T, at crm.Instant) {
	t.Helper()
	var status struct {
		Surge           bool
		StoppedAccounts []struct {
			Account struct {
				ID string `json:"id"`
			}
		}
		Trouble *crm.Phrase
	}
	said := p.ask(t, "TestSetClock", map[string]any{"at": at})
	if err := json.Unmarshal(said.Result, &status); err != nil {
		t.Fatal(err)
	}
	if status.Surge {
		p.ask(t, "AnswerSurge", map[string]any{"answer": "go"})
	}
	if len(status.StoppedAccounts) > 0 || status.Trouble != nil {
		t.Errorf("%s", said.Result)
	}
}

// look reads what the system says of the process and its files.
func (p *served) look(t *testing.T, dir string) (s seen) {
	t.Helper()
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", p.cmd.Process.Pid))
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		if kb, ok := strings.CutPrefix(line, "VmRSS:"); ok {
			n, err := strconv.ParseInt(strings.Fields(kb)[0], 10, 64)
			if err != nil {
				t.Fatal(err)
			}
			s.memory = n << 10
		}
	}
	for name, size := range map[string]*int64{store.File: &s.file, store.File + "-wal": &s.log} {
		if info, err := os.Stat(filepath.Join(dir, name)); err == nil {
			*size = info.Size()
		}
	}
	return s
}

// inside is what the program's own figures say of its memory.
func (p *served) inside(t *testing.T) (out string) {
	t.Helper()
	res, err := p.browser.Get(p.address + "/metrics")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = res.Body.Close() }()
	for lines := bufio.NewScanner(res.Body); lines.Scan(); {
		if strings.HasPrefix(lines.Text(), "go_") {
			out += lines.Text() + " "
		}
	}
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", p.cmd.Process.Pid))
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(status)) {
		if strings.HasPrefix(line, "Rss") {
			out += strings.Join(strings.Fields(line), " ") + " "
		}
	}
	return out
}

func (p *served) stop(t *testing.T) {
	t.Helper()
	err := p.cmd.Process.Signal(syscall.SIGTERM)
	if err := errors.Join(err, p.cmd.Wait()); err != nil {
		t.Error(err)
	}
}

func median(list []seen) int64 {
	all := make([]int64, 0, len(list))
	for _, s := range list {
		all = append(all, s.memory)
	}
	slices.Sort(all)
	return all[len(all)/2]
}

func mib(n int64) string { return strconv.FormatFloat(float64(n)/(1<<20), 'f', 1, 64) }

// counts says how much there was to do in the week.
func counts(t *testing.T, dir string, at crm.Instant) (messages, tasks int) {
	t.Helper()
	db, err := store.Open(t.Context(), store.Options{Dir: dir, Clock: at.Time, ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	err = db.Read(t.Context(), func(v *store.View) error {
		all, err := v.MessageCounts()
		for _, n := range all {
			messages += n
		}
		if err != nil {
			return err
		}
		t.Logf("messages: %v", all)
		why, waits := map[string]int{}, map[string]int{}
		queued, err := v.MessagesInState(crm.MessageQueued, 0, 100_000)
		for _, m := range queued {
			why[string(m.Channel)+" "+string(m.Reason)]++
			if m.Due > v.Clock() {
				waits[string(m.Channel)]++
			}
		}
		t.Logf("queued: %v, of which due later %v", why, waits)
		if err != nil {
			return err
		}
		list, err := v.Tasks(0, false, 100_000)
		tasks = len(list)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return messages, tasks
}
