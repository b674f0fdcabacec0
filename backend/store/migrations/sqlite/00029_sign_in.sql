-- +goose Up
-- how people get in through serve. Copies for sandboxes and forecasts leave these tables out.
CREATE TABLE credential (
  user     INTEGER PRIMARY KEY REFERENCES app_user,
  password TEXT NOT NULL,                    -- argon2id, with its parameters
  changed  INTEGER NOT NULL,
  totp     BLOB,                             -- sealed; NULL: no second step
  used     INTEGER NOT NULL DEFAULT 0        -- the last time step whose code was taken
) STRICT;

CREATE TABLE recovery_code (
  user INTEGER NOT NULL REFERENCES app_user,
  hash TEXT NOT NULL,
  PRIMARY KEY (user, hash)
) STRICT, WITHOUT ROWID;

CREATE TABLE sign_in (
  id      INTEGER PRIMARY KEY,
  hash    TEXT NOT NULL UNIQUE,              -- of the cookie's token
  user    INTEGER NOT NULL REFERENCES app_user,
  created INTEGER NOT NULL,
  seen    INTEGER NOT NULL,
  address TEXT NOT NULL,
  device  TEXT NOT NULL
) STRICT;
CREATE INDEX sign_in_user ON sign_in (user);

-- a one-time link that lets a colleague choose a password
CREATE TABLE invitation (
  hash    TEXT PRIMARY KEY,
  user    INTEGER NOT NULL REFERENCES app_user,
  expires INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- who changed what people decided: settings, accounts, colleagues, automations. Kept for 365 days.
CREATE TABLE change_log (
  id        INTEGER PRIMARY KEY,
  at        INTEGER NOT NULL,
  user      INTEGER,                         -- NULL: nobody known, a sign-in that failed
  operation TEXT NOT NULL,
  subjects  TEXT NOT NULL                    -- what was changed, before and after
) STRICT;
CREATE INDEX change_log_at ON change_log (at);
CREATE INDEX change_log_user ON change_log (user, id);
