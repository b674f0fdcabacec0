-- +goose Up
-- two more kinds of step; the column is made anew, with its CHECK
ALTER TABLE step ADD COLUMN kind_new TEXT NOT NULL DEFAULT 'task_user'
  CHECK (kind_new IN ('email_client', 'sms_client', 'email_user', 'task_user', 'pdf', 'change_card'));
UPDATE step SET kind_new = kind;
ALTER TABLE step DROP COLUMN kind;
ALTER TABLE step RENAME COLUMN kind_new TO kind;

ALTER TABLE step ADD COLUMN anchor TEXT NOT NULL DEFAULT 'step' CHECK (anchor IN ('step', 'entry', 'date'));
ALTER TABLE step ADD COLUMN date_field INTEGER REFERENCES field;
ALTER TABLE step ADD COLUMN before INTEGER NOT NULL DEFAULT 0 CHECK (before IN (0, 1));
ALTER TABLE step ADD COLUMN recipient TEXT NOT NULL DEFAULT 'main' CHECK (recipient IN ('main', 'all', 'field'));
ALTER TABLE step ADD COLUMN recipient_field INTEGER REFERENCES field;
ALTER TABLE step ADD COLUMN attach_pdf INTEGER NOT NULL DEFAULT 0 CHECK (attach_pdf IN (0, 1));
ALTER TABLE step ADD COLUMN change TEXT;  -- of change_card: JSON

-- the file that a PDF step made; no reference: a deleted file is forgotten after a while
ALTER TABLE step_run ADD COLUMN file INTEGER;

-- re-entry at each new value of a date field; the trigger names the column, so it goes for a moment
DROP TRIGGER define_sequence_changed;
ALTER TABLE sequence ADD COLUMN reentry_new TEXT NOT NULL DEFAULT 'once' CHECK (reentry_new IN ('once', 'each', 'after_days', 'each_date'));
UPDATE sequence SET reentry_new = reentry;
ALTER TABLE sequence DROP COLUMN reentry;
ALTER TABLE sequence RENAME COLUMN reentry_new TO reentry;
ALTER TABLE sequence ADD COLUMN reentry_date INTEGER REFERENCES field;
-- +goose StatementBegin
CREATE TRIGGER define_sequence_changed AFTER UPDATE OF product, name, description, folder, filter, state, reentry, reentry_days, reentry_date, run_to_end, fallback,
  revision, modified, modified_by, activated, deactivated, deleted ON sequence BEGIN
  UPDATE counter SET last = last + 1 WHERE noun = 'definition';
END;
-- +goose StatementEnd
ALTER TABLE enrolment ADD COLUMN date TEXT NOT NULL DEFAULT '';

UPDATE setting SET value = json_set(value, '$.pdf', json(iif(value->>'$.internal', 'true', 'false'))) WHERE key = 'workspace';
