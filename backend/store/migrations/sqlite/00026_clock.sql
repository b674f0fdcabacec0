-- +goose Up
-- the last sign of life: what the clock showed, and what a clock showed that nobody can set (milliseconds of one boot of the computer)
CREATE TABLE beat (
  id   INTEGER PRIMARY KEY CHECK (id = 1),
  at   INTEGER NOT NULL,
  boot TEXT NOT NULL,
  run  INTEGER NOT NULL
) STRICT;

-- what a person should know today; nothing needs doing
CREATE TABLE notice (
  kind TEXT NOT NULL PRIMARY KEY,
  at   INTEGER NOT NULL,
  args TEXT NOT NULL DEFAULT '{}'
) STRICT, WITHOUT ROWID;
