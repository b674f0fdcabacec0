package api

import (
	"errors"
	"slices"
	"strings"
	"time"

	"stepwise/backend/crm"
	"stepwise/backend/fold"
	"stepwise/backend/store"
	"stepwise/backend/timing"
)

// WorkspaceOut is what every screen needs first.
type WorkspaceOut struct {
	SetUp       bool          `json:"setUp"` // false: the first run must ask its questions
	Workspace   crm.Workspace `json:"workspace"`
	Me          crm.User      `json:"me"`
	Users       []crm.User    `json:"users"`
	Products    []ProductView `json:"products"`
	Countries   []string      `json:"countries"`   // ISO codes that phones and holidays are known for
	MachineZone string        `json:"machineZone"` // proposed at the first run
	Currencies  []string      `json:"currencies"`  // ISO codes that a money field can have
	Currency    string        `json:"currency"`    // the country's, proposed for a new money field
}

// SetUpIn answers the questions of the first run.
type SetUpIn struct {
	Name     string `json:"name"`
	Email    string `json:"email"`
	Company  string `json:"company"`
	Country  string `json:"country"`
	Zone     string `json:"zone"`
	Language string `json:"language"`
	Sample   bool   `json:"sample"` // start with sample data
}

// SaveWorkspaceIn changes the business's settings.
type SaveWorkspaceIn struct {
	Name      string `json:"name"`
	Country   string `json:"country"`
	Zone      string `json:"zone"`
	Language  string `json:"language"`
	MaxParts  int    `json:"maxParts"`
	Internal  bool   `json:"internal"`
	Campaigns bool   `json:"campaigns"`
	PDF       bool   `json:"pdf"` // needs internal
	Webhooks  bool   `json:"webhooks"`
	Recall    int    `json:"recall"` // minutes that client messages wait and can be recalled, 0 to 120
	CapDay    int    `json:"capDay"` // automatic messages that one person gets on a day at most, 0 to 100; 0: no limit
	CapWeek   int    `json:"capWeek"`

	Address    string `json:"address"` // as lines; what templates say of the business, like the next ones
	Phone      string `json:"phone"`
	Email      string `json:"email"`
	Website    string `json:"website"`
	ReviewLink string `json:"reviewLink"` // where clients write what they think
	Link       string `json:"link"`       // where colleagues' browsers find this program
}

// WorkspaceCheck says what saving the settings would do.
type WorkspaceCheck struct {
	Moves int `json:"moves"` // pending steps that would run at another moment, because of the zone or the holidays
}

// EngineStatus is the status line: what runs, what comes next, what needs a
// person.
type EngineStatus struct {
	TestMode        bool          `json:"testMode"`
	Now             crm.Instant   `json:"now"`
	Next            crm.Instant   `json:"next"` // the next planned step or message; 0 for none
	ActiveSequences int           `json:"activeSequences"`
	Queued          int           `json:"queued"`
	Held            int           `json:"held"`      // messages
	HeldSteps       int           `json:"heldSteps"` // steps "while you were away"
	Surge           bool          `json:"surge"`     // a day has far more client messages than usual: they wait for an answer
	Missed          int           `json:"missed"`    // entries that came and went "while you were away"
	Uncertain       int           `json:"uncertain"`
	Failed          int           `json:"failed"`    // in the last 7 days
	OpenTasks       int           `json:"openTasks"` // mine, due today or before
	StoppedAccounts []AccountView `json:"stoppedAccounts"`
	Notices         []crm.Phrase  `json:"notices"` // what is worth knowing today and needs nothing done (the clock was set back)
	Trouble         *crm.Phrase   `json:"trouble"` // why nothing runs now (disk full, damaged file, unknown zone); null where all is well
}

// TestModeIn switches test mode. Switching it off says what happens to the
// messages that it held.
type TestModeIn struct {
	On   bool   `json:"on"`
	Held string `json:"held" ts_type:"'discard'|'send'"` // when switching off; none: discard
}

// TestModeOut says what became of the held messages.
type TestModeOut struct {
	Discarded int `json:"discarded"`
	Released  int `json:"released"`
	TooLate   int `json:"tooLate"` // past their lateness limit: still held
}

// GetWorkspace reads the settings, the products and the people.
func (s *Session) GetWorkspace() (out WorkspaceOut, err error) {
	return out, s.read(func(v *store.View) (err error) {
		out, err = s.workspace(v)
		return err
	})
}

func (s *Session) workspace(v *store.View) (out WorkspaceOut, err error) {
	out.Countries, out.MachineZone = timing.Countries(), s.svc.deps.MachineZone
	if out.Workspace, err = v.Workspace(); err != nil {
		return out, err
	}
	out.SetUp = out.Workspace.SetUp != 0
	out.Currencies, out.Currency = crm.Currencies, crm.CurrencyOf(out.Workspace.Country)
	if out.Users, err = v.Users(); err != nil {
		return out, err
	}
	for _, u := range out.Users {
		if u.ID == s.user {
			out.Me = u
		}
	}
	out.Products, err = productViews(v)
	return out, err
}

// CheckWorkspace says what saving the settings would move, and writes nothing:
// it saves and undoes it.
func (s *Session) CheckWorkspace(in SaveWorkspaceIn) (out WorkspaceCheck, err error) {
	err = s.change(func(tx *store.Tx) (err error) {
		if out.Moves, err = s.saveWorkspace(tx, in); err != nil {
			return err
		}
		return errUndo
	})
	if errors.Is(err, errUndo) {
		err = nil
	}
	return out, err
}

// SaveWorkspace changes the settings (administrators). A new zone or country
// plans the pending steps anew: their anchors stay.
func (s *Session) SaveWorkspace(in SaveWorkspaceIn) (out WorkspaceOut, err error) {
	return out, s.change(func(tx *store.Tx) error {
		if _, err := s.saveWorkspace(tx, in); err != nil {
			return err
		}
		out, err = s.workspace(&tx.View)
		return err
	})
}

func (s *Session) saveWorkspace(tx *store.Tx, in SaveWorkspaceIn) (moved int, err error) {
	var bad crm.Problems
	in.Name = name(&bad, "name", in.Name)
	checkPlace(&bad, in.Country, in.Zone)
	checkLanguage(&bad, in.Language)
	if in.MaxParts < 1 || in.MaxParts > crm.HardMaxParts {
		bad.Add("maxParts", "settings.bad_parts", "max", crm.HardMaxParts)
	}
	if in.Recall < 0 || in.Recall > crm.MaxRecall {
		bad.Add("recall", "settings.bad_recall", "max", crm.MaxRecall)
	}
	checkCap(&bad, "capDay", in.CapDay)
	checkCap(&bad, "capWeek", in.CapWeek)
	if in.PDF && !in.Internal {
		bad.Add("pdf", "settings.pdf_needs_internal")
	}
	checkBusiness(&bad, &in)
	if err := bad.Err(); err != nil {
		return 0, err
	}
	ws, err := tx.Workspace()
	if err != nil {
		return 0, err
	}
	if err := mayTurnOff(tx, ws, in); err != nil {
		return 0, err
	}
	again := ws.Zone != in.Zone || ws.Country != in.Country
	ws.Name, ws.Country, ws.Zone, ws.Language = in.Name, in.Country, in.Zone, in.Language
	ws.MaxParts, ws.Internal, ws.Campaigns = in.MaxParts, in.Internal, in.Campaigns
	ws.Webhooks = in.Webhooks
	ws.PDF, ws.Recall, ws.CapDay, ws.CapWeek = in.PDF, in.Recall, in.CapDay, in.CapWeek
	ws.Address, ws.Phone, ws.Email = in.Address, in.Phone, in.Email
	ws.Website, ws.ReviewLink, ws.Link = in.Website, in.ReviewLink, in.Link
	if err := tx.SaveWorkspace(ws); err != nil || !again {
		return 0, err
	}
	if err := s.svc.deps.Engine.ReplanReminders(tx); err != nil {
		return 0, err
	}
	return s.svc.deps.Engine.Replan(tx)
}

// mayTurnOff keeps features on that active sequences use: off, their messages
// would go all the same, or not go and nobody be told.
func mayTurnOff(tx *store.Tx, ws crm.Workspace, in SaveWorkspaceIn) error {
	running, err := tx.RunningSequences(0)
	if err != nil {
		return err
	}
	var bad crm.Problems
	check := func(path string, off bool, uses func(crm.Step) bool) {
		var where []string
		for _, q := range running {
			if off && slices.ContainsFunc(q.Live(), uses) {
				where = append(where, q.Name)
			}
		}
		if len(where) > 0 {
			bad.Add(path, "settings.feature_used", "where", strings.Join(where, ", "))
		}
	}
	check("campaigns", ws.Campaigns && !in.Campaigns, func(st crm.Step) bool { return st.Kind.Client() })
	check("internal", ws.Internal && !in.Internal, func(st crm.Step) bool { return !st.Kind.Client() && st.Kind != crm.StepWebhook })
	check("webhooks", ws.Webhooks && !in.Webhooks, func(st crm.Step) bool { return st.Kind == crm.StepWebhook })
	check("pdf", ws.PDF && !in.PDF, func(st crm.Step) bool { return st.Kind == crm.StepPDF })
	return bad.Err()
}

func checkPlace(bad *crm.Problems, country, zone string) {
	if _, err := timing.Zone(zone); err != nil {
		bad.Add("zone", "timing.bad_zone", "zone", zone)
	}
	if !slices.Contains(timing.Countries(), country) {
		bad.Add("country", "settings.bad_country", "country", country)
	}
}

func checkCap(bad *crm.Problems, path string, n int) {
	if n < 0 || n > crm.MaxCap {
		bad.Add(path, "settings.bad_cap", "max", crm.MaxCap)
	}
}

func checkLanguage(bad *crm.Problems, language string) {
	if !slices.Contains(Languages, language) {
		bad.Add("language", "settings.bad_language", "language", language)
	}
}

// Languages are the languages of the screens.
var Languages = []string{"en", "ro", "hu"}

// GetStatus reads the status line.
func (s *Session) GetStatus() (out EngineStatus, err error) {
	out.Trouble = s.svc.trouble.Load()
	return out, s.read(func(v *store.View) error {
		ws, err := v.Workspace()
		if err != nil {
			return err
		}
		out.TestMode, out.Now = ws.TestMode, v.Clock()
		if out.Next, err = v.NextDue(); err != nil {
			return err
		}
		running, err := v.RunningSequences(0)
		if err != nil {
			return err
		}
		out.ActiveSequences = len(running)
		if err := s.countMessages(v, &out); err != nil {
			return err
		}
		if out.HeldSteps, err = v.CountHeld(); err != nil {
			return err
		}
		if _, out.Surge, err = v.OpenSurge(); err != nil {
			return err
		}
		if out.Missed, err = v.CountMissed(store.MissedQuery{}); err != nil {
			return err
		}
		if out.Notices, err = notices(v, ws); err != nil {
			return err
		}
		if out.OpenTasks, err = v.OpenTasks(s.user, today(ws, v.Clock())); err != nil {
			return err
		}
		accounts, err := accountViews(v)
		for _, a := range accounts {
			if a.Account.Stopped {
				out.StoppedAccounts = append(out.StoppedAccounts, a)
			}
		}
		return err
	})
}

func (s *Session) countMessages(v *store.View, out *EngineStatus) error {
	counts, err := v.WaitingCounts()
	if err != nil {
		return err
	}
	out.Queued = counts[crm.MessageQueued] + counts[crm.MessageSending]
	out.Held = counts[crm.MessageHeld]
	if out.Uncertain, err = v.CountUndecided(); err != nil {
		return err
	}
	out.Failed, err = v.FailedSince(v.Clock() - 7*24*3600*1000)
	return err
}

// today is the day that the workspace's clock shows.
func today(ws crm.Workspace, now crm.Instant) crm.Date {
	zone, err := timing.Zone(ws.Zone)
	if err != nil {
		zone = time.UTC
	}
	return timing.DateAt(now, zone)
}

// SetTestMode switches test mode on or off (administrators). Off asks first
// that the accounts work.
func (s *Session) SetTestMode(in TestModeIn) (out TestModeOut, err error) {
	if in.Held != "" && in.Held != "discard" && in.Held != "send" {
		return out, crm.Fail(crm.CodeInvalid, "error.bad_decision", "decision", in.Held)
	}
	if !in.On {
		if err := s.accountsWork(); err != nil {
			return out, err
		}
	}
	return out, s.change(func(tx *store.Tx) error {
		ws, err := tx.Workspace()
		if err != nil || ws.TestMode == in.On {
			return err
		}
		ws.TestMode = in.On
		if err := tx.SaveWorkspace(ws); err != nil || in.On {
			return err
		}
		r, err := s.svc.deps.Outbox.EndTestMode(tx, in.Held == "send")
		out = TestModeOut{Discarded: r.Discarded, Released: r.Released, TooLate: r.TooLate}
		return err
	})
}

func (s *Session) accountsWork() error {
	var list []crm.Account
	err := s.read(func(v *store.View) error {
		if err := s.mustBeAdmin(v); err != nil {
			return err
		}
		var err error
		list, err = v.Accounts()
		return err
	})
	if err != nil {
		return err
	}
	if len(list) == 0 { // who only sends SMS needs no mail server
		return crm.Fail(crm.CodeConflict, "error.no_email_account")
	}
	for _, a := range list {
		if err := s.svc.deps.Channels[a.Channel].Check(s.ctx, a); err != nil {
			return err
		}
	}
	return nil
}

// name cleans a name that must be there and notes what is wrong with it.
func name(bad *crm.Problems, path, text string) string {
	text = fold.Clean(text)
	if text == "" {
		bad.Add(path, "error.name_missing")
	} else if why := fold.CheckName(text); why != nil {
		bad.AddPhrase(path, *why)
	}
	return text
}
