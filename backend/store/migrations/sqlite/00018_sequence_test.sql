-- +goose Up
-- a sandbox that was kept: its own copy of a few cards, what was done with them, and what has to come of it, as JSON
CREATE TABLE sequence_test (
  id       INTEGER PRIMARY KEY,
  sequence INTEGER NOT NULL REFERENCES sequence,
  name     TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  created  INTEGER NOT NULL,
  cards    INTEGER NOT NULL,
  expected INTEGER NOT NULL,
  content  TEXT NOT NULL
) STRICT;
CREATE INDEX sequence_test_sequence ON sequence_test (sequence, id);
