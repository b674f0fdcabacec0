-- +goose Up
-- the mailboxes, or folders of them, whose new mails become cards, and how far each was read
CREATE TABLE lead_box (
  id       INTEGER PRIMARY KEY,
  name     TEXT NOT NULL CHECK (name <> ''),
  active   INTEGER NOT NULL DEFAULT 0 CHECK (active IN (0, 1)),
  account  INTEGER REFERENCES account ON DELETE SET NULL,  -- whose login it has; NULL: its own
  product  INTEGER NOT NULL REFERENCES product,
  settings TEXT NOT NULL,  -- how to reach it
  secret   BLOB NOT NULL,
  route    TEXT NOT NULL,  -- where its cards go
  rules    TEXT NOT NULL,  -- which mails count, and what is read in them
  validity INTEGER NOT NULL DEFAULT 0,
  uid      INTEGER NOT NULL DEFAULT 0,
  began    INTEGER,
  looked   INTEGER,
  trouble  TEXT NOT NULL DEFAULT '',
  words    TEXT NOT NULL DEFAULT '',
  since    INTEGER
) STRICT;
CREATE UNIQUE INDEX lead_box_name ON lead_box (name COLLATE NOCASE);

-- mails that a mailbox's cards were made of; each counts once, whatever the server numbers it
CREATE TABLE lead_seen (
  box  INTEGER NOT NULL REFERENCES lead_box ON DELETE CASCADE,
  hash TEXT NOT NULL,
  at   INTEGER NOT NULL,
  PRIMARY KEY (box, hash)
) STRICT, WITHOUT ROWID;
CREATE INDEX lead_seen_at ON lead_seen (at);

-- what became of a mail, for people
CREATE TABLE lead_mail (
  id       INTEGER PRIMARY KEY,
  box      INTEGER NOT NULL REFERENCES lead_box ON DELETE CASCADE,
  at       INTEGER NOT NULL,
  validity INTEGER NOT NULL,
  uid      INTEGER NOT NULL,
  state    TEXT NOT NULL CHECK (state IN ('made', 'changed', 'failed', 'again')),  -- again: a person wants it read once more
  subject  TEXT NOT NULL,
  sender   TEXT NOT NULL,
  problems TEXT NOT NULL,
  card     INTEGER REFERENCES card,  -- NULL where it made none
  UNIQUE (box, validity, uid)
) STRICT;
CREATE INDEX lead_mail_card ON lead_mail (card) WHERE card IS NOT NULL;

-- the addresses at which other programs hand in what becomes cards
CREATE TABLE inlet (
  id      INTEGER PRIMARY KEY,
  name    TEXT NOT NULL CHECK (name <> ''),
  active  INTEGER NOT NULL DEFAULT 0 CHECK (active IN (0, 1)),
  product INTEGER NOT NULL REFERENCES product,
  hash    TEXT NOT NULL,  -- of its token
  hint    TEXT NOT NULL,  -- the token's last characters
  route   TEXT NOT NULL,
  maps    TEXT NOT NULL,  -- what of a call goes where
  created INTEGER NOT NULL,
  used    INTEGER  -- the last call that was taken
) STRICT;
CREATE UNIQUE INDEX inlet_name ON inlet (name COLLATE NOCASE);

-- the last calls, to look at
CREATE TABLE inlet_call (
  id       INTEGER PRIMARY KEY,
  inlet    INTEGER NOT NULL REFERENCES inlet ON DELETE CASCADE,
  at       INTEGER NOT NULL,
  answer   INTEGER NOT NULL,  -- the status of HTTP
  repeated INTEGER NOT NULL DEFAULT 0 CHECK (repeated IN (0, 1)),
  body     TEXT,  -- as JSON; NULL once it is forgotten, or where it couldn't be read
  problems TEXT NOT NULL,
  made     INTEGER NOT NULL DEFAULT 0 CHECK (made IN (0, 1)),
  card     INTEGER REFERENCES card
) STRICT;
CREATE INDEX inlet_call_of ON inlet_call (inlet, id);
CREATE INDEX inlet_call_card ON inlet_call (card) WHERE card IS NOT NULL;

-- calls that were taken, by what makes them the same: a retry gets the same answer
CREATE TABLE inlet_key (
  inlet INTEGER NOT NULL REFERENCES inlet ON DELETE CASCADE,
  key   TEXT NOT NULL,
  print TEXT NOT NULL,  -- of what the call said
  at    INTEGER NOT NULL,
  until INTEGER NOT NULL,
  card  INTEGER NOT NULL,  -- no reference: the answer stays what it was
  made  INTEGER NOT NULL CHECK (made IN (0, 1)),
  PRIMARY KEY (inlet, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX inlet_key_until ON inlet_key (until);
