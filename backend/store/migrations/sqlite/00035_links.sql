-- +goose Up
-- links that clients click: one changes the card, the other leads on to an address
CREATE TABLE link (
  id       INTEGER PRIMARY KEY,
  product  INTEGER NOT NULL REFERENCES product,
  name     TEXT NOT NULL,
  slug     TEXT NOT NULL,  -- {{link.<slug>}}
  label    TEXT NOT NULL DEFAULT '',  -- of its button
  kind     TEXT NOT NULL CHECK (kind IN ('change', 'open')),
  change   TEXT,  -- JSON, as a step's
  question TEXT NOT NULL DEFAULT '',
  thanks   TEXT NOT NULL DEFAULT '',
  target   TEXT NOT NULL DEFAULT '',  -- where it leads, with merge fields
  days     INTEGER NOT NULL CHECK (days BETWEEN 1 AND 365),
  revision INTEGER NOT NULL,
  modified INTEGER NOT NULL,
  UNIQUE (product, slug)
) STRICT;

-- +goose StatementBegin
CREATE TRIGGER define_link_made AFTER INSERT ON link BEGIN
  UPDATE counter SET last = last + 1 WHERE noun = 'definition';
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER define_link_changed AFTER UPDATE ON link BEGIN
  UPDATE counter SET last = last + 1 WHERE noun = 'definition';
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER define_link_gone AFTER DELETE ON link BEGIN
  UPDATE counter SET last = last + 1 WHERE noun = 'definition';
END;
-- +goose StatementEnd

-- what came of messages to clients: opened, a link looked at, a link clicked. No address and no browser is kept
CREATE TABLE hit (
  id      INTEGER PRIMARY KEY,
  message INTEGER NOT NULL REFERENCES message ON DELETE CASCADE,
  card    INTEGER NOT NULL REFERENCES card ON DELETE CASCADE,
  kind    TEXT NOT NULL CHECK (kind IN ('open', 'visit', 'click')),
  link    INTEGER NOT NULL DEFAULT 0,  -- of ours; no reference: links go
  n       INTEGER NOT NULL DEFAULT 0,  -- the n-th address of the email that is counted
  machine INTEGER NOT NULL DEFAULT 0 CHECK (machine IN (0, 1)),
  at      INTEGER NOT NULL
) STRICT;
CREATE INDEX hit_message ON hit (message, at);
CREATE INDEX hit_card ON hit (card, kind, at) WHERE machine = 0;
CREATE INDEX hit_at ON hit (kind, at, card) WHERE machine = 0;
CREATE INDEX hit_link ON hit (link, at) WHERE link <> 0;
