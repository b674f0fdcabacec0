package api

import (
	"context"
	"time"

	"stepwise/backend/crm"
	"stepwise/backend/store"
	"stepwise/backend/timing"
)

// ReminderList are my reminders that wait to be put away, the newest first.
type ReminderList struct {
	Rows    []ReminderRow       `json:"rows"`
	Setting crm.ReminderSetting `json:"setting"`
	More    bool                `json:"more"` // there are more than are listed
}

// ReminderRow is a task that reminds me.
type ReminderRow struct {
	Row  TaskRow     `json:"row"`
	At   crm.Instant `json:"at"`   // when I was reminded
	Late bool        `json:"late"` // the moment went by while the program was off
}

// SeeRemindersIn puts reminders away.
type SeeRemindersIn struct {
	Tasks []TaskIn `json:"tasks"`                                    // none: all of mine
	Until string   `json:"until" ts_type:"''|'m10'|'h1'|'tomorrow'"` // "" for good; else they come back then
}

const (
	maxReminders = 200
	lateReminder = 15 * time.Minute
)

// ListReminders reads my reminders, and how I want them.
func (s *Session) ListReminders() (out ReminderList, err error) {
	return out, s.read(func(v *store.View) error {
		lines, err := v.Reminders(s.user, maxReminders+1)
		if err != nil {
			return err
		}
		if out.More = len(lines) > maxReminders; out.More {
			lines = lines[:maxReminders]
		}
		ws, err := v.Workspace()
		if err != nil {
			return err
		}
		rows, err := taskRows(lines, ws, v.Clock())
		if err != nil {
			return err
		}
		for _, row := range rows {
			out.Rows = append(out.Rows, ReminderRow{
				Row: row, At: row.Task.Reminded, Late: row.Task.Reminded.Sub(row.Task.RemindAt) > lateReminder,
			})
		}
		out.Setting, err = v.ReminderSetting(s.user)
		return err
	})
}

// SeeReminders puts my reminders away, for good or for a while; it answers with
// those that are left.
func (s *Session) SeeReminders(in SeeRemindersIn) (out ReminderList, err error) {
	if len(in.Tasks) > maxTaskBatch {
		return out, crm.Fail(crm.CodeInvalid, "tasks.too_many", "max", maxTaskBatch)
	}
	err = s.write(func(tx *store.Tx) error {
		until, err := comeBack(&tx.View, in.Until)
		if err != nil {
			return err
		}
		if len(in.Tasks) == 0 {
			return s.seeAll(tx, until)
		}
		for _, task := range in.Tasks {
			if err := tx.SeeReminder(s.user, task.ID, until); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return out, err
	}
	return s.ListReminders()
}

func (s *Session) seeAll(tx *store.Tx, until crm.Instant) error {
	for {
		lines, err := tx.Reminders(s.user, maxReminders)
		if err != nil || len(lines) == 0 {
			return err
		}
		for _, l := range lines {
			if err := tx.SeeReminder(s.user, l.ID, until); err != nil {
				return err
			}
		}
	}
}

// comeBack is when a reminder that is put off comes again; 0 for never.
func comeBack(v *store.View, until string) (crm.Instant, error) {
	now := v.Clock()
	switch until {
	case "":
		return 0, nil
	case "m10":
		return now.Add(10 * time.Minute), nil
	case "h1":
		return now.Add(time.Hour), nil
	case "tomorrow":
		ws, err := v.Workspace()
		if err != nil {
			return 0, err
		}
		zone, err := timing.Zone(ws.Zone)
		if err != nil {
			return 0, err
		}
		return timing.AtClock(today(ws, now).AddDays(1), crm.DayStarts, zone), nil
	}
	return 0, crm.Fail(crm.CodeInvalid, "tasks.bad_until")
}

// SaveReminderSetting says how I want to be reminded.
func (s *Session) SaveReminderSetting(in crm.ReminderSetting) (out crm.ReminderSetting, err error) {
	return in, s.write(func(tx *store.Tx) error { return tx.SaveReminderSetting(s.user, in) })
}

// Notice is what the computer shows beside its clock.
type Notice struct {
	ID    string // the same one replaces it
	Title string
	Body  string
}

// noticesAtOnce is how many reminders are shown one by one; more become one
// notice that counts them.
const noticesAtOnce = 3

// NoticeBy gives the window's way to show notices to the person in front of it.
func (s *Service) NoticeBy(user crm.UserID, show func(Notice)) {
	s.notice.Store(&notifier{user: user, show: show})
}

type notifier struct {
	user crm.UserID
	show func(Notice)
}

// Remind shows what became due to remind of, where there is a desktop to show
// it on.
func (s *Service) Remind(lines []store.TaskLine) {
	to := s.notice.Load()
	if to == nil {
		return
	}
	var mine []store.TaskLine
	for _, l := range lines {
		if l.Assignee == to.user {
			mine = append(mine, l)
		}
	}
	if len(mine) == 0 {
		return
	}
	language := s.languageOf(to.user)
	if len(mine) > noticesAtOnce {
		to.show(Notice{
			ID: "reminders", Title: s.deps.Say(language, crm.Say("tasks.notice_many", "count", len(mine))), Body: mine[0].Title + " …",
		})
		return
	}
	for _, l := range mine {
		key := "tasks.notice"
		if l.Clock != "" {
			key = "tasks.notice_clock"
		}
		to.show(Notice{ID: l.ID.String(), Title: l.Title, Body: s.deps.Say(language, crm.Say(key, "card", l.CardName, "due", l.Due, "clock", l.Clock))})
	}
}

func (s *Service) languageOf(user crm.UserID) (language string) {
	err := s.deps.Store.Read(context.Background(), func(v *store.View) error {
		who, err := v.User(user)
		language = who.Language
		return err
	})
	if err != nil || language == "" {
		return Languages[0]
	}
	return language
}
