package sample

import "stepwise/backend/crm"

// The templates, in their order.
const (
	mailThanks = iota
	mailExpires
	mailWelcome
	mailHowIsIt
	mailBackA
	mailBackB
	mailColleague
	smsReminder
	smsWelcome
	taskFirst
	taskCall
	taskPlan
	taskBack
	templateCount
)

// looks are what the templates are besides their texts. The reminder goes
// without diacritics, in one part; the thanks keep theirs, which costs more:
// the SMS meter has both to show.
var looks = [templateCount]struct {
	kind     crm.TemplateKind
	simplify bool
	taskType string
	dueDays  int
}{
	mailThanks:    {kind: crm.TemplateEmail},
	mailExpires:   {kind: crm.TemplateEmail},
	mailWelcome:   {kind: crm.TemplateEmail},
	mailHowIsIt:   {kind: crm.TemplateEmail},
	mailBackA:     {kind: crm.TemplateEmail},
	mailBackB:     {kind: crm.TemplateEmail},
	mailColleague: {kind: crm.TemplateEmail},
	smsReminder:   {kind: crm.TemplateSMS, simplify: true},
	smsWelcome:    {kind: crm.TemplateSMS},
	taskFirst:     {kind: crm.TemplateTask, taskType: "call"},
	taskCall:      {kind: crm.TemplateTask, taskType: "call", dueDays: 1},
	taskPlan:      {kind: crm.TemplateTask, taskType: "todo", dueDays: 2},
	taskBack:      {kind: crm.TemplateTask, taskType: "call", dueDays: 3},
}

func (b *business) makeTemplates() error {
	for i, look := range looks {
		say := b.w.templates[i]
		saved, err := b.tx.SaveTemplate(crm.Template{
			Product: b.product, Kind: look.kind, Name: say.name,
			Content: crm.Content{Subject: say.subject, Body: say.body, Simplify: look.simplify, TaskType: look.taskType, DueDays: look.dueDays},
		})
		if err != nil {
			return err
		}
		b.templates[i] = saved.ID
	}
	return nil
}
