-- +goose Up
ALTER TABLE task_series ADD COLUMN priority TEXT NOT NULL DEFAULT '' CHECK (priority IN ('', 'low', 'high'));

-- of the tasks of one day and hour, what matters most comes first
DROP INDEX task_open;
DROP INDEX task_open_all;
CREATE INDEX task_open ON task (assignee, coalesce(due, '~'), clock, (priority = 'low') - (priority = 'high'), id) WHERE done IS NULL;
CREATE INDEX task_open_all ON task (coalesce(due, '~'), clock, (priority = 'low') - (priority = 'high'), id) WHERE done IS NULL;
