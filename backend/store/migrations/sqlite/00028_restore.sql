-- +goose Up
-- what servers took since the backup that was put back: such a message is not sent again
CREATE TABLE sent_before (
  key   TEXT NOT NULL PRIMARY KEY,
  at    INTEGER NOT NULL,
  reply TEXT NOT NULL
) STRICT, WITHOUT ROWID;
