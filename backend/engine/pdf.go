package engine

import (
	"bytes"

	"stepwise/backend/crm"
	"stepwise/backend/document"
	"stepwise/backend/merge"
	"stepwise/backend/outbox"
	"stepwise/backend/timing"
)

// makePDF puts the step's PDF among the card's files. What is in it reaches the
// disk before the row that names it, under its hash, so a crash in between
// leaves nothing but a file that the next cleaning takes away.
func (d *due) makePDF() error {
	if !d.s.ws.PDF {
		return d.skip(crm.ReasonPDFOff)
	}
	tmpl, _, err := d.template()
	if crm.CodeOf(err) == crm.CodeNotFound {
		return d.e.hold(d.tx, d.en, crm.ReasonTemplateBroken)
	}
	if err != nil {
		return err
	}
	src, err := d.source()
	if err != nil {
		return err
	}
	values := merge.Values(document.Sources(tmpl.Kind, tmpl.Content), src)
	if why := unfilled(tmpl, values); why != crm.ReasonNone {
		return d.e.hold(d.tx, d.en, why)
	}
	name, data, err := d.e.outbox.DrawPDF(&d.tx.View, tmpl.Content, values)
	if crm.CodeOf(err) == crm.CodeUnavailable {
		return err
	}
	if err != nil {
		return d.e.hold(d.tx, d.en, outbox.ReasonFor(tmpl.Kind, err))
	}
	content, kept, err := d.e.store.KeepContent(bytes.NewReader(data))
	if err != nil {
		return err
	}
	kept() // contents without a row are cleaned away by the heartbeat too, which is busy here
	file, err := d.tx.AddFile(crm.File{Card: d.en.Card, Contact: src.Card.Contact, Name: name, Mime: "application/pdf", Size: content.Size, Hash: content.Hash})
	if err != nil {
		return err
	}
	say := crm.Say("activity.pdf_made", "name", name)
	line := crm.Activity{Card: d.en.Card, Kind: crm.ActivitySequence, Cause: crm.CauseSequence, Sequence: d.q.ID, Say: say}
	if err := d.tx.Note(line); err != nil {
		return err
	}
	run := crm.StepRun{Outcome: crm.OutcomeDone, At: d.tx.Now, File: file.ID}
	return d.e.finish(d.tx, d.s, d.q, d.en, run, timing.Anchor(d.en.Planned, d.tx.Now))
}

// earlierPDF is the file that the nearest PDF step before this one made for the
// enrolment.
func (d *due) earlierPDF() (crm.Attached, crm.Reason, error) {
	runs, err := d.tx.StepRuns(d.en.ID)
	if err != nil {
		return crm.Attached{}, crm.ReasonNone, err
	}
	for i := len(runs) - 1; i >= 0; i-- {
		if runs[i].File == 0 {
			continue
		}
		f, err := d.tx.File(runs[i].File)
		if crm.CodeOf(err) == crm.CodeNotFound || err == nil && f.Deleted != 0 {
			return crm.Attached{}, crm.ReasonFileGone, nil
		}
		return crm.Attached{Name: f.Name, Mime: f.Mime, Size: f.Size, Hash: f.Hash}, crm.ReasonNone, err
	}
	return crm.Attached{}, crm.ReasonNoPDF, nil
}
