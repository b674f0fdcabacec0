package sample

import (
	"slices"

	"stepwise/backend/crm"
)

// The sequences, in their order.
const (
	offerFollowUp = iota
	welcome
	secondChance
	sequenceCount
)

// When steps run: at once, or some days later on days people work.
var (
	atOnce         = crm.Timing{Unit: crm.UnitDays, Sync: crm.SyncAny}
	midweekMorning = crm.Timing{Unit: crm.UnitDays, Sync: crm.SyncWeekdays, Weekdays: []int{2, 3, 4}, From: "10:00"}
)

func workdays(delay int, from string) crm.Timing {
	return crm.Timing{Delay: delay, Unit: crm.UnitDays, Sync: crm.SyncWorkdays, From: from}
}

func after(delay int, t crm.Timing) crm.Timing {
	t.Delay = delay
	return t
}

// makeSequences makes the three sequences. They are inactive: nothing happens
// before somebody has looked at them and activates them.
func (b *business) makeSequences() error {
	folders, err := b.tx.Folders(b.product)
	if err != nil {
		return err
	}
	builtin := slices.IndexFunc(folders, func(f crm.Folder) bool { return f.Builtin == "default" })
	if builtin < 0 {
		return crm.NotFound("folder")
	}
	campaigns, err := b.tx.SaveFolder(crm.Folder{Product: b.product, Name: b.w.folder})
	if err != nil {
		return err
	}
	sequences := [sequenceCount]crm.Sequence{
		offerFollowUp: {Folder: folders[builtin].ID, Filter: b.filters[isOfferSent], Reentry: crm.ReentryOnce, Steps: b.offerSteps()},
		welcome:       {Folder: folders[builtin].ID, Filter: b.filters[newCustomers], Reentry: crm.ReentryOnce, Steps: b.welcomeSteps()},
		secondChance: {
			Folder: campaigns.ID, Filter: b.filters[longLost], Reentry: crm.ReentryAfterDays, ReentryDays: 180, Steps: b.secondSteps(),
		},
	}
	for i, q := range sequences {
		q.Product, q.Name, q.Description = b.product, b.w.sequences[i].name, b.w.sequences[i].description
		q.ModifiedBy = b.me.ID
		if _, err := b.tx.SaveSequence(q); err != nil {
			return err
		}
	}
	return nil
}

func (b *business) step(kind crm.StepKind, template int, t crm.Timing, purpose crm.Purpose) crm.Step {
	if t.Weekdays == nil {
		t.Weekdays = []int{}
	}
	return crm.Step{Kind: kind, Template: b.templates[template], Timing: t, Purpose: purpose}
}

func (b *business) offerSteps() []crm.Step {
	return []crm.Step{
		b.step(crm.StepEmailClient, mailThanks, atOnce, crm.PurposeService),
		b.step(crm.StepTaskUser, taskCall, workdays(3, ""), crm.PurposeService),
		b.step(crm.StepSMSClient, smsReminder, workdays(5, "09:00"), crm.PurposeService),
	}
}

func (b *business) welcomeSteps() []crm.Step {
	return []crm.Step{
		b.step(crm.StepEmailUser, mailColleague, atOnce, crm.PurposeService),
		b.step(crm.StepEmailClient, mailWelcome, workdays(0, "09:00"), crm.PurposeService),
		b.step(crm.StepTaskUser, taskPlan, atOnce, crm.PurposeService),
		b.step(crm.StepSMSClient, smsWelcome, workdays(1, "09:00"), crm.PurposeService),
		b.step(crm.StepEmailClient, mailHowIsIt, after(14, midweekMorning), crm.PurposeService),
	}
}

func (b *business) secondSteps() []crm.Step {
	email := b.step(crm.StepEmailClient, mailBackA, midweekMorning, crm.PurposeMarketing)
	email.TemplateB = b.templates[mailBackB]
	return []crm.Step{email, b.step(crm.StepTaskUser, taskBack, workdays(14, "09:00"), crm.PurposeService)}
}
