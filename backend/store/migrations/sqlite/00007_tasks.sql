-- +goose Up
-- what is common to the tasks that a rule makes one after the other
CREATE TABLE task_series (
  id       INTEGER PRIMARY KEY,
  card     INTEGER NOT NULL REFERENCES card,
  type     TEXT NOT NULL CHECK (type IN ('call', 'email', 'meeting', 'todo')),
  title    TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 500),
  note     TEXT NOT NULL,
  assignee INTEGER REFERENCES app_user,
  clock    TEXT NOT NULL,
  remind   TEXT NOT NULL CHECK (remind IN ('', 'due', 'm10', 'h1', 'day')),
  rule     TEXT NOT NULL,
  start    TEXT NOT NULL, -- the day that the rule counts from
  made     INTEGER NOT NULL CHECK (made >= 1),
  last     TEXT NOT NULL, -- the day of the newest task, as the rule gave it
  next     INTEGER,       -- when the clock makes the next one; else its being done does
  ended    INTEGER,
  CHECK (ended IS NULL OR next IS NULL)
) STRICT;
CREATE INDEX task_series_next ON task_series (next) WHERE next IS NOT NULL;
CREATE INDEX task_series_card ON task_series (card);

ALTER TABLE task ADD COLUMN clock TEXT NOT NULL DEFAULT '';
ALTER TABLE task ADD COLUMN remind TEXT NOT NULL DEFAULT '' CHECK (remind IN ('', 'due', 'm10', 'h1', 'day'));
ALTER TABLE task ADD COLUMN remind_at INTEGER;   -- when to remind the assignee
ALTER TABLE task ADD COLUMN reminded_at INTEGER; -- when they were reminded: once
ALTER TABLE task ADD COLUMN seen_at INTEGER;     -- when they put the reminder away
ALTER TABLE task ADD COLUMN series INTEGER REFERENCES task_series;
ALTER TABLE task ADD COLUMN occurrence INTEGER NOT NULL DEFAULT 0; -- 1, 2, … in its series

-- a task without a day comes after all that have one
DROP INDEX task_open;
CREATE INDEX task_open ON task (assignee, coalesce(due, '~'), clock, id) WHERE done IS NULL;
CREATE INDEX task_open_all ON task (coalesce(due, '~'), clock, id) WHERE done IS NULL;
CREATE INDEX task_done ON task (done, id) WHERE done IS NOT NULL;
CREATE INDEX task_remind ON task (remind_at) WHERE done IS NULL AND reminded_at IS NULL AND remind_at IS NOT NULL;
CREATE INDEX task_reminded ON task (assignee, reminded_at) WHERE done IS NULL AND seen_at IS NULL AND reminded_at IS NOT NULL;
CREATE UNIQUE INDEX task_occurrence ON task (series, occurrence) WHERE series IS NOT NULL;

-- how a colleague wants to be reminded; without a row: in every way
CREATE TABLE reminder_setting (
  usr     INTEGER PRIMARY KEY REFERENCES app_user,
  shown   INTEGER NOT NULL CHECK (shown IN (0, 1)), -- at all
  desktop INTEGER NOT NULL CHECK (desktop IN (0, 1))
) STRICT;

-- what the automations did today
CREATE INDEX step_run_at ON step_run (at);
