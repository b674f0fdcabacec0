-- +goose Up
-- forms: what a visitor of a web page fills in becomes a card
CREATE TABLE form (
  id          INTEGER PRIMARY KEY,
  product     INTEGER NOT NULL REFERENCES product,
  name        TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  slug        TEXT NOT NULL UNIQUE CHECK (length(slug) BETWEEN 1 AND 60),
  status      INTEGER REFERENCES status,  -- of the cards it makes; NULL: the product's first
  definition  TEXT NOT NULL,
  active      INTEGER NOT NULL CHECK (active IN (0, 1)),
  revision    INTEGER NOT NULL,
  created     INTEGER NOT NULL,
  modified    INTEGER NOT NULL,
  modified_by INTEGER  -- no reference: nobody asks for it but people who read it
) STRICT;
CREATE INDEX form_product ON form (product, name);

-- which card was made by which form: what filters ask
CREATE TABLE form_card (
  card INTEGER PRIMARY KEY REFERENCES card ON DELETE CASCADE,
  form INTEGER NOT NULL REFERENCES form ON DELETE CASCADE
) STRICT;
CREATE INDEX form_card_form ON form_card (form, card);

-- what was sent in
CREATE TABLE submission (
  id         INTEGER PRIMARY KEY,
  form       INTEGER NOT NULL REFERENCES form ON DELETE CASCADE,
  at         INTEGER NOT NULL,
  state      TEXT NOT NULL CHECK (state IN ('accepted', 'waiting', 'quarantined', 'refused', 'discarded')),
  reason     TEXT NOT NULL DEFAULT '',  -- why it is kept apart or was refused
  content    TEXT NOT NULL,             -- what was typed, by the sources of the form's fields; '{}' of what was discarded
  agreed     INTEGER NOT NULL CHECK (agreed IN (0, 1)),
  wording    TEXT NOT NULL,             -- of the consent, as it stood on the page
  language   TEXT NOT NULL,
  page       TEXT NOT NULL,             -- where the form stood
  plain      INTEGER NOT NULL CHECK (plain IN (0, 1)),  -- by a page that isn't ours
  token      TEXT,                      -- mark of the page's one-time token
  hash       TEXT NOT NULL,             -- mark of what was typed
  sender     TEXT NOT NULL,             -- mark of the network address, for the limits; '' after a day
  email      TEXT NOT NULL,             -- as it is written to
  card       INTEGER REFERENCES card ON DELETE SET NULL,
  contact    INTEGER,                   -- no reference: clients go
  made       INTEGER NOT NULL DEFAULT 0 CHECK (made IN (0, 1)),  -- the card was new
  decided    INTEGER,                   -- when a colleague looked at it
  decided_by INTEGER REFERENCES app_user,
  confirmed  INTEGER,                   -- when the client confirmed the address
  CHECK (state IN ('accepted', 'waiting') OR card IS NULL)
) STRICT;
CREATE INDEX submission_form ON submission (form, state, id);
CREATE INDEX submission_at ON submission (form, at);
CREATE INDEX submission_hash ON submission (hash, at);
CREATE INDEX submission_sender ON submission (sender, at) WHERE sender <> '';
CREATE INDEX submission_card ON submission (card) WHERE card IS NOT NULL;
CREATE INDEX submission_contact ON submission (contact) WHERE contact IS NOT NULL;
CREATE INDEX submission_email ON submission (email) WHERE email <> '';
CREATE UNIQUE INDEX submission_token ON submission (token) WHERE token IS NOT NULL;

-- mails that ask a client to confirm an address: one a day to each, by each form
CREATE TABLE form_mail (
  submission INTEGER PRIMARY KEY REFERENCES submission ON DELETE CASCADE,
  form       INTEGER NOT NULL,
  email      TEXT NOT NULL,
  day        TEXT NOT NULL,
  due        INTEGER,            -- of the next try; NULL: none any more
  tries      INTEGER NOT NULL DEFAULT 0,
  sent       INTEGER,            -- when a server took it, or may have
  words      TEXT NOT NULL DEFAULT '',
  UNIQUE (form, email, day)
) STRICT;
CREATE INDEX form_mail_due ON form_mail (due) WHERE due IS NOT NULL;

-- numbers of a local day, and nothing about anybody
CREATE TABLE form_day (
  form        INTEGER NOT NULL REFERENCES form ON DELETE CASCADE,
  day         TEXT NOT NULL,
  seen        INTEGER NOT NULL DEFAULT 0,
  sent        INTEGER NOT NULL DEFAULT 0,
  quarantined INTEGER NOT NULL DEFAULT 0,
  cards       INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (form, day)
) STRICT, WITHOUT ROWID;

-- filters name forms
-- +goose StatementBegin
CREATE TRIGGER define_form_made AFTER INSERT ON form BEGIN
  UPDATE counter SET last = last + 1 WHERE noun = 'definition';
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER define_form_changed AFTER UPDATE ON form BEGIN
  UPDATE counter SET last = last + 1 WHERE noun = 'definition';
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER define_form_gone AFTER DELETE ON form BEGIN
  UPDATE counter SET last = last + 1 WHERE noun = 'definition';
END;
-- +goose StatementEnd
