-- +goose Up
-- with what other programs come to the API. Copies for sandboxes and forecasts leave this table out.
CREATE TABLE api_token (
  id      INTEGER PRIMARY KEY,
  hash    TEXT NOT NULL UNIQUE,              -- of the token; nobody keeps the token itself
  name    TEXT NOT NULL,
  hint    TEXT NOT NULL,                     -- its last letters, to tell it by
  scopes  TEXT NOT NULL,                     -- what it is good for, divided by blanks
  user    INTEGER NOT NULL REFERENCES app_user, -- who made it, as whom it acts
  created INTEGER NOT NULL,
  used    INTEGER,                           -- to within a minute; NULL: never
  expires INTEGER,                           -- NULL: never
  revoked INTEGER                            -- NULL: it is good
) STRICT;
CREATE INDEX api_token_user ON api_token (user);
