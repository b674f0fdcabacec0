package api

import (
	"slices"

	"stepwise/backend/crm"
	"stepwise/backend/store"
)

// TrackingIn says what emails to clients tell from now on; those that are queued
// stay as they are.
type TrackingIn struct {
	Opens  bool `json:"opens"`
	Clicks bool `json:"clicks"`
}

// HitsOut is what came of the messages of a sequence in the last 90 days.
type HitsOut struct {
	Opens  bool       `json:"opens"`  // are counted now
	Clicks bool       `json:"clicks"` // on ordinary links are; those of ours always
	Public bool       `json:"public"` // there is an address for it
	Steps  []StepHits `json:"steps"`
}

// StepHits is what came of the messages of one step and template.
type StepHits struct {
	Step     crm.StepID    `json:"step" ts_type:"string"`
	Position int           `json:"position"` // 0: of a step that was removed
	Template string        `json:"template"` // its name
	Counts   crm.HitCounts `json:"counts"`
}

// SaveTracking switches counting opens and clicks on or off (administrators).
func (s *Session) SaveTracking(in TrackingIn) (out WorkspaceOut, err error) {
	return out, s.change(func(tx *store.Tx) error {
		ws, err := tx.Workspace()
		if err != nil {
			return err
		}
		ws.TrackOpens, ws.TrackClicks = in.Opens, in.Clicks
		if err := tx.SaveWorkspace(ws); err != nil {
			return err
		}
		out, err = s.workspace(&tx.View)
		return err
	})
}

// GetHits reads what came of the messages of a sequence.
func (s *Session) GetHits(in SequenceIn) (out HitsOut, err error) {
	return out, s.read(func(v *store.View) error {
		q, err := v.Sequence(in.ID)
		if err != nil {
			return err
		}
		ws, err := v.Workspace()
		if err != nil {
			return err
		}
		out.Opens, out.Clicks, out.Public, out.Steps = ws.TrackOpens, ws.TrackClicks, ws.Public != "", []StepHits{}
		cat, err := v.Catalogue(q.Product)
		if err != nil {
			return err
		}
		list, err := v.HitTallies(q.ID, v.Clock()-hitDays*linkDay)
		for _, t := range list {
			row := StepHits{Step: t.Step, Counts: t.HitCounts}
			if i := slices.IndexFunc(q.Steps, func(st crm.Step) bool { return st.ID == t.Step }); i >= 0 {
				row.Position = q.Steps[i].Position
			}
			if name, ok := cat.Template(t.Template); ok {
				row.Template = name.Name
			}
			out.Steps = append(out.Steps, row)
		}
		slices.SortStableFunc(out.Steps, func(a, b StepHits) int { return a.Position - b.Position })
		return err
	})
}

// TemplateHits is what came of the messages of a template in the last 90 days.
type TemplateHits struct {
	Opens  bool          `json:"opens"`  // are counted now
	Clicks bool          `json:"clicks"` // on ordinary links are; those of ours always
	Counts crm.HitCounts `json:"counts"`
}

// GetTemplateHits reads what came of the messages of a template, in all
// automations and of all its versions.
func (s *Session) GetTemplateHits(in TemplateIn) (out TemplateHits, err error) {
	return out, s.read(func(v *store.View) error {
		if _, err := v.Template(in.ID); err != nil {
			return err
		}
		ws, err := v.Workspace()
		if err != nil {
			return err
		}
		out.Opens, out.Clicks = ws.TrackOpens, ws.TrackClicks
		out.Counts, err = v.TemplateHits(in.ID, v.Clock()-hitDays*linkDay)
		return err
	})
}

// hitLines tell in a message's story what came of it: what somebody did line by
// line, what programs did in one.
func hitLines(v *store.View, m crm.Message) (list []StoryLine, err error) {
	hits, err := v.Hits(m.ID, 0)
	if err != nil || len(hits) == 0 {
		return nil, err
	}
	programs, last := 0, crm.Instant(0)
	for _, h := range hits {
		if h.Machine || h.Kind == crm.HitVisit {
			if h.Machine {
				programs, last = programs+1, h.At
			}
			continue
		}
		say := crm.Say("link.story_" + string(h.Kind))
		if h.Link != 0 {
			l, err := v.Link(h.Link)
			if err != nil && crm.CodeOf(err) != crm.CodeNotFound {
				return nil, err
			}
			if err == nil {
				say = crm.Say("link.story_link", "link", l.Name)
			}
		}
		list = append(list, StoryLine{At: h.At, Kind: "history", Say: say})
	}
	if programs > 0 {
		list = append(list, StoryLine{At: last, Kind: "history", Say: crm.Say("link.story_machine", "count", programs)})
	}
	return list, nil
}
