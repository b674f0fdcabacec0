-- +goose Up
-- more kinds of account, whose they are, how fast they may go, and in which order they are tried
ALTER TABLE account ADD COLUMN kind_new TEXT NOT NULL DEFAULT 'smtp'
  CHECK (kind_new IN ('smtp', 'gateway', 'twilio', 'vonage', 'android', 'smpp', 'gammu'));
UPDATE account SET kind_new = kind;
ALTER TABLE account DROP COLUMN kind;
ALTER TABLE account RENAME COLUMN kind_new TO kind;
ALTER TABLE account ADD COLUMN owner INTEGER REFERENCES app_user;  -- NULL: for all
ALTER TABLE account ADD COLUMN per_minute INTEGER NOT NULL DEFAULT 0 CHECK (per_minute >= 0);
ALTER TABLE account ADD COLUMN per_day INTEGER NOT NULL DEFAULT 0 CHECK (per_day >= 0);
ALTER TABLE account ADD COLUMN position INTEGER NOT NULL DEFAULT 0;

-- what an attempt at a message came to, but for the one that was accepted: that one is in the message
CREATE TABLE attempt (
  message INTEGER NOT NULL REFERENCES message ON DELETE CASCADE,
  n       INTEGER NOT NULL,
  at      INTEGER NOT NULL,
  account INTEGER,           -- no reference: accounts go
  handed  INTEGER NOT NULL CHECK (handed IN (0, 1)),
  outcome TEXT NOT NULL,
  code    INTEGER NOT NULL,
  words   TEXT NOT NULL,
  PRIMARY KEY (message, n)
) STRICT, WITHOUT ROWID;

-- why nothing runs by itself until a person says so
CREATE TABLE standstill (
  reason TEXT NOT NULL PRIMARY KEY,
  since  INTEGER NOT NULL,
  args   TEXT NOT NULL DEFAULT '{}'
) STRICT, WITHOUT ROWID;
