-- +goose Up
-- a match that came and went while nobody was there (RULES 3.12): a person starts it anyway or lets it be
CREATE TABLE missed (
  id       INTEGER PRIMARY KEY,
  sequence INTEGER NOT NULL REFERENCES sequence,
  card     INTEGER NOT NULL REFERENCES card,
  at       INTEGER NOT NULL,  -- when it would have entered
  noted    INTEGER NOT NULL,  -- when the program saw that
  decided  INTEGER,
  decision TEXT NOT NULL DEFAULT '' CHECK (decision IN ('', 'start', 'ignore')),
  usr      INTEGER REFERENCES app_user,
  UNIQUE (sequence, card, at),
  CHECK ((decision = '') = (decided IS NULL))
) STRICT;
CREATE INDEX missed_open ON missed (sequence, at, id) WHERE decided IS NULL;
CREATE INDEX missed_card ON missed (card);

-- what happened by itself when the program came back after a while
CREATE TABLE absence (
  id      INTEGER PRIMARY KEY,
  since   INTEGER,           -- the last sign of life; none where it is not known
  until   INTEGER NOT NULL,
  late    TEXT NOT NULL,     -- JSON: how many steps of each kind were done late
  put_off INTEGER NOT NULL,  -- steps that wait for their time of day again
  held    INTEGER NOT NULL,  -- steps that became too late
  missed  INTEGER NOT NULL   -- entries that came and went
) STRICT;
