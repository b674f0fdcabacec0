-- +goose Up
-- addresses of other programs that are told what happens here
CREATE TABLE webhook (
  id       INTEGER PRIMARY KEY,
  name     TEXT NOT NULL UNIQUE CHECK (length(name) BETWEEN 1 AND 200),
  url      TEXT NOT NULL,
  secret   BLOB NOT NULL,      -- sealed
  product  INTEGER REFERENCES product,  -- NULL: all
  events   TEXT NOT NULL,      -- with blanks between and around them
  vals     INTEGER NOT NULL CHECK (vals IN (0, 1)),
  active   INTEGER NOT NULL CHECK (active IN (0, 1)),
  stopped  TEXT NOT NULL DEFAULT '' CHECK (stopped IN ('', 'gone', 'failing')),
  created  INTEGER NOT NULL,
  failures INTEGER NOT NULL DEFAULT 0, -- in a row
  since    INTEGER,            -- nothing but failures since
  again    INTEGER,            -- no call before
  reached  INTEGER             -- the last call that arrived
) STRICT;

-- what happened and is not told yet; the triggers that write it are there while an active webhook wants it
-- (store/webhook_event.go), so that it is part of whatever changes something, and costs nothing otherwise
CREATE TABLE webhook_event (
  id      INTEGER PRIMARY KEY AUTOINCREMENT, -- never twice: what it tells has a name by it
  kind    TEXT NOT NULL,
  at      INTEGER,           -- NULL: when it is told
  product INTEGER,           -- NULL: the card's; no references: rows may be gone by the time it is told
  card    INTEGER NOT NULL,
  detail  TEXT NOT NULL      -- JSON
) STRICT;

-- one thing to tell one webhook
CREATE TABLE webhook_call (
  id      INTEGER PRIMARY KEY,
  webhook INTEGER NOT NULL REFERENCES webhook ON DELETE CASCADE,
  key     TEXT NOT NULL UNIQUE,
  kind    TEXT NOT NULL,
  card    INTEGER,           -- no reference: cards go, the log stays
  body    TEXT NOT NULL,
  state   TEXT NOT NULL CHECK (state IN ('waiting', 'done', 'failed', 'held')),
  reason  TEXT NOT NULL DEFAULT '',
  created INTEGER NOT NULL,
  due     INTEGER,
  tries   INTEGER NOT NULL DEFAULT 0,
  tried   INTEGER,
  ended   INTEGER,
  code    INTEGER NOT NULL DEFAULT 0,
  words   TEXT NOT NULL DEFAULT '',
  CHECK ((state = 'waiting') = (due IS NOT NULL)),
  CHECK ((state IN ('done', 'failed')) = (ended IS NOT NULL))
) STRICT;
CREATE INDEX webhook_call_due ON webhook_call (webhook, due, id) WHERE state = 'waiting';
CREATE INDEX webhook_call_card ON webhook_call (card, webhook, id);
CREATE INDEX webhook_call_state ON webhook_call (webhook, state, id);
CREATE INDEX webhook_call_ended ON webhook_call (ended) WHERE ended IS NOT NULL;

-- one more kind of step; the column is made anew, with its CHECK
ALTER TABLE step ADD COLUMN kind_new TEXT NOT NULL DEFAULT 'task_user'
  CHECK (kind_new IN ('email_client', 'sms_client', 'email_user', 'task_user', 'pdf', 'change_card', 'webhook'));
UPDATE step SET kind_new = kind;
ALTER TABLE step DROP COLUMN kind;
ALTER TABLE step RENAME COLUMN kind_new TO kind;
ALTER TABLE step ADD COLUMN call TEXT;  -- of a webhook: JSON

-- steps name webhooks, so a webhook is a definition like the others
-- +goose StatementBegin
CREATE TRIGGER define_webhook_made AFTER INSERT ON webhook BEGIN
  UPDATE counter SET last = last + 1 WHERE noun = 'definition';
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER define_webhook_changed AFTER UPDATE OF name, url, product, events, vals, active ON webhook BEGIN
  UPDATE counter SET last = last + 1 WHERE noun = 'definition';
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER define_webhook_gone AFTER DELETE ON webhook BEGIN
  UPDATE counter SET last = last + 1 WHERE noun = 'definition';
END;
-- +goose StatementEnd
