package api

import (
	"slices"
	"strconv"
	"strings"

	"stepwise/backend/crm"
	"stepwise/backend/filter"
	"stepwise/backend/store"
)

// PreflightActivationIn asks what would go wrong with an activation.
type PreflightActivationIn struct {
	ID    crm.SequenceID `json:"id" ts_type:"string"`
	Job   string         `json:"job"` // a forecast of it that is done: then the cards count too
	Scope string         `json:"scope" ts_type:"''|'all'|'new'"`
}

// PreflightActivationOut is what was found: first what blocks.
type PreflightActivationOut struct {
	Findings []ActivationFinding `json:"findings"`
	Foreseen bool                `json:"foreseen"` // the cards were looked at
}

// ActivationFinding is one thing that would go wrong, and what to do about it.
type ActivationFinding struct {
	Level    string        `json:"level" ts_type:"'error'|'warning'"` // errors block
	Say      crm.Phrase    `json:"say"`
	Remedy   crm.Phrase    `json:"remedy"`
	Position int           `json:"position"` // of the step; 0 for none
	Door     FindingDoor   `json:"door"`     // where it is mended
	Count    int           `json:"count"`    // cards; 0 where it is not about cards
	Cards    *FindingCards `json:"cards"`    // which: what to ask ListForecastRows for
}

// FindingDoor is a place of the program.
type FindingDoor struct {
	Kind string `json:"kind" ts_type:"''|'step'|'filter'|'template'|'sending'|'features'|'product'|'users'|'sequence'|'settings'|'public'|'incoming'"`
	ID   string `json:"id"` // of the template, filter or sequence; of a step its position
}

// FindingCards are rows of the forecast.
type FindingCards struct {
	Outcome  string         `json:"outcome" ts_type:"''|'done'|'skipped'|'held'|'left'|'completed'|'stopped'"`
	Reason   crm.Reason     `json:"reason" ts_type:"string"`
	Position int            `json:"position"`
	Sequence crm.SequenceID `json:"sequence" ts_type:"string"`
}

// The levels of a finding.
const (
	findingError   = "error"
	findingWarning = "warning"
)

// PreflightActivation finds what would go wrong if a sequence were activated
// now: quickly by its definition alone, and with a forecast also the cards that
// a step can't reach.
func (s *Session) PreflightActivation(in PreflightActivationIn) (out PreflightActivationOut, err error) {
	f := finder{s: s}
	err = s.read(func(v *store.View) error { return f.static(v, in.ID) })
	if err == nil && in.Job != "" {
		out.Foreseen, err = f.foreseen(in)
	}
	slices.SortStableFunc(f.list, func(a, b ActivationFinding) int { return strings.Compare(a.Level, b.Level) })
	out.Findings = f.list
	if out.Findings == nil {
		out.Findings = []ActivationFinding{}
	}
	return out, err
}

// finder collects findings.
type finder struct {
	s    *Session
	q    crm.Sequence
	list []ActivationFinding
}

func (f *finder) add(one ActivationFinding) { f.list = append(f.list, one) }

func (f *finder) static(v *store.View, id crm.SequenceID) (err error) {
	if f.q, err = v.Sequence(id); err != nil {
		return err
	}
	problems, err := f.s.mayActivate(v, f.q)
	if err != nil {
		return err
	}
	for _, p := range problems {
		f.problem(p)
	}
	ws, err := v.Workspace()
	if err != nil {
		return err
	}
	warnings, err := accountWarnings(v, ws, f.q)
	if err != nil {
		return err
	}
	for _, w := range warnings {
		f.add(ActivationFinding{Level: findingWarning, Say: w, Remedy: crm.Say("activation.remedy.account"), Door: FindingDoor{Kind: "sending"}})
	}
	f.unsubscribing(ws)
	if err := f.unread(v, ws); err != nil {
		return err
	}
	if err := f.slips(v); err != nil {
		return err
	}
	return f.loops(v)
}

// problem is what keeps the sequence from being activated, with its remedy.
func (f *finder) problem(p crm.Problem) {
	one := ActivationFinding{Level: findingError, Say: crm.Phrase{Key: p.Key, Args: p.Args}, Position: positionOf(p.Path)}
	switch {
	case strings.HasPrefix(p.Key, "sequences.feature_"):
		one.Remedy, one.Door = crm.Say("activation.remedy.feature"), FindingDoor{Kind: "features"}
	case p.Key == "sequences.sms_off":
		one.Remedy, one.Door = crm.Say("activation.remedy.sms_off"), FindingDoor{Kind: "product", ID: f.q.Product.String()}
	case p.Key == "sequences.user_inactive":
		one.Remedy, one.Door = crm.Say("activation.remedy.user"), FindingDoor{Kind: "step", ID: strconv.Itoa(one.Position)}
	case p.Key == "activation.template_link_public":
		one.Remedy, one.Door = crm.Say("activation.remedy.public"), FindingDoor{Kind: "public"}
	case strings.HasPrefix(p.Key, "activation.template_"):
		one.Remedy, one.Door = crm.Say("activation.remedy.template"), FindingDoor{Kind: "template", ID: templateOf(f.q, p.Path)}
	case p.Path == "filter" || strings.HasPrefix(p.Path, "filter"):
		one.Remedy, one.Door = crm.Say("activation.remedy.filter"), FindingDoor{Kind: "filter", ID: f.q.Filter.String()}
	case one.Position > 0:
		one.Remedy, one.Door = crm.Say("activation.remedy.step"), FindingDoor{Kind: "step", ID: strconv.Itoa(one.Position)}
	default:
		one.Remedy = crm.Say("activation.remedy.settings")
		one.Door = FindingDoor{Kind: "settings"}
	}
	f.add(one)
}

// positionOf is the position of the step that a path is about; 0 for none.
func positionOf(path string) int {
	rest, ok := strings.CutPrefix(path, "steps[")
	if !ok {
		return 0
	}
	n, _, _ := strings.Cut(rest, "]")
	i, err := strconv.Atoi(n)
	if err != nil {
		return 0
	}
	return i + 1
}

func templateOf(q crm.Sequence, path string) string {
	st := q.Steps[positionOf(path)-1]
	if strings.HasSuffix(path, "templateB") {
		return st.TemplateB.String()
	}
	return st.Template.String()
}

// neverMatches says that no card can ever match a filter.
func neverMatches(v *store.View, q crm.Sequence, tree crm.Group) (bool, error) {
	env, err := envOf(v, q.Product)
	if err != nil {
		return false, err
	}
	return slices.ContainsFunc(filter.Advise(tree, env.Cat, env), func(a filter.Advice) bool { return a.Level == filter.AdviceError }), nil
}

// unremarkable are reasons for which a step rightly does nothing.
var unremarkable = []crm.Reason{crm.ReasonNone, crm.ReasonOnlyIf, crm.ReasonNothingToChange, crm.ReasonLeftFilter, crm.ReasonTestMode}

// foreseen adds what a forecast found of the cards; false where it has none for
// the scope yet.
func (f *finder) foreseen(in PreflightActivationIn) (bool, error) {
	out, err := f.s.GetForecast(JobIn{ID: in.Job})
	if err != nil || out.Sequence != in.ID {
		return false, err
	}
	i := slices.IndexFunc(out.Scopes, func(s crm.ForecastScope) bool { return s.Scope == in.Scope || in.Scope == "" })
	if i < 0 {
		return false, nil
	}
	for _, r := range out.Scopes[i].Reasons {
		if r.Outcome != crm.ForecastSkipped && r.Outcome != crm.ForecastHeld || slices.Contains(unremarkable, r.Reason) {
			continue
		}
		f.reason(r)
	}
	for _, c := range out.Scopes[i].Clashes {
		f.add(ActivationFinding{
			Level: findingWarning, Count: c.Count, Say: crm.Say("activation.clash", "count", c.Count, "name", c.Name), Remedy: crm.Say("activation.remedy.clash"),
			Door: FindingDoor{Kind: "sequence", ID: c.Sequence.String()}, Cards: &FindingCards{Sequence: c.Sequence},
		})
	}
	return true, nil
}

// doors say where it is mended that steps end for a reason.
var doors = map[crm.Reason]string{
	crm.ReasonMissingValue: "template", crm.ReasonTemplateBroken: "template", crm.ReasonEmptyText: "template", crm.ReasonUnsendable: "template",
	crm.ReasonSMSTooLong: "template", crm.ReasonFileGone: "template", crm.ReasonFilesTooBig: "template", crm.ReasonNoPDF: "template",
	crm.ReasonSMSOff: "product", crm.ReasonPDFOff: "features", crm.ReasonWebhooksOff: "features", crm.ReasonWebhookOff: "step", crm.ReasonUserInactive: "step", crm.ReasonNoSender: "step",
	crm.ReasonNoDate: "step", crm.ReasonAlreadyPast: "step", crm.ReasonChangeRefused: "step", crm.ReasonNoOwner: "step",
}

func (f *finder) reason(r crm.ForecastReason) {
	key := "activation.skipped"
	if r.Outcome == crm.ForecastHeld {
		key = "activation.held"
	}
	one := ActivationFinding{
		Level: findingWarning, Count: r.Count, Position: r.Position,
		Say: crm.Say(key, "count", r.Count, "reason", crm.Say("reason."+string(r.Reason))), Remedy: crm.Say("activation.remedy.cards"),
		Cards: &FindingCards{Outcome: string(r.Outcome), Reason: r.Reason, Position: r.Position},
	}
	i := r.Position - 1
	there := i >= 0 && i < len(f.q.Steps)
	one.Door.Kind = doors[r.Reason]
	if there && one.Door.Kind == "template" && f.q.Steps[i].Kind.Template() == "" {
		one.Door.Kind = "step" // its text is its own
	}
	switch one.Door.Kind {
	case "template":
		one.Remedy = crm.Say("activation.remedy.values")
		if there {
			one.Door.ID = f.q.Steps[i].Template.String()
		}
	case "step":
		one.Remedy, one.Door.ID = crm.Say("activation.remedy.step"), strconv.Itoa(r.Position)
	case "product":
		one.Remedy, one.Door.ID = crm.Say("activation.remedy.sms_off"), f.q.Product.String()
	case "features":
		one.Remedy = crm.Say("activation.remedy.feature")
	}
	f.add(one)
}
