-- +goose Up
-- What the API answered to a request with an idempotency key, for a day: sent again, the same answer comes back. The row is
-- written in the transaction that does what was asked; the answer follows. Copies for sandboxes and forecasts leave it out.
CREATE TABLE rest_answer (
  who      TEXT NOT NULL,     -- whose key: a hash of the token, or "local"
  key      TEXT NOT NULL,
  request  TEXT NOT NULL,     -- a hash of method, path and body
  at       INTEGER NOT NULL,
  status   INTEGER,           -- NULL: done, but its answer was never kept
  etag     TEXT NOT NULL DEFAULT '',
  location TEXT NOT NULL DEFAULT '',
  body     TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (who, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX rest_answer_at ON rest_answer (at);
