-- +goose Up
CREATE TABLE note (
  id       INTEGER PRIMARY KEY,
  card     INTEGER NOT NULL REFERENCES card,
  text     TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 10000),
  usr      INTEGER REFERENCES app_user,
  created  INTEGER NOT NULL,
  modified INTEGER NOT NULL,
  pinned   INTEGER NOT NULL CHECK (pinned IN (0, 1)),
  deleted  INTEGER
) STRICT;
CREATE INDEX note_card ON note (card, created, id);
CREATE INDEX note_deleted ON note (deleted) WHERE deleted IS NOT NULL;

-- the content is beside the database, under its hash: "files/ab/abcd…"
CREATE TABLE file (
  id      INTEGER PRIMARY KEY,
  card    INTEGER NOT NULL REFERENCES card,
  contact INTEGER REFERENCES contact,
  name    TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  mime    TEXT NOT NULL,
  size    INTEGER NOT NULL CHECK (size > 0),
  hash    TEXT NOT NULL CHECK (length(hash) = 64),
  usr     INTEGER REFERENCES app_user,
  created INTEGER NOT NULL,
  deleted INTEGER
) STRICT;
CREATE INDEX file_card ON file (card, created, id);
CREATE INDEX file_hash ON file (hash);
CREATE INDEX file_deleted ON file (deleted) WHERE deleted IS NOT NULL;

-- a person paused it for this card; activating its automation again leaves it paused
ALTER TABLE enrolment ADD COLUMN paused_by_hand INTEGER NOT NULL DEFAULT 0 CHECK (paused_by_hand IN (0, 1));

-- a card's timeline is paged by moment
DROP INDEX activity_card;
CREATE INDEX activity_card ON activity (card, at, id);
