-- +goose Up
CREATE TABLE tag (
  id    INTEGER PRIMARY KEY,
  name  TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
  fold  TEXT NOT NULL UNIQUE,
  color TEXT NOT NULL
) STRICT;

-- the tags' ids between commas, ",3,17,": one look at the row says what it has
ALTER TABLE card ADD COLUMN tags TEXT NOT NULL DEFAULT '';
ALTER TABLE contact ADD COLUMN tags TEXT NOT NULL DEFAULT '';

-- what can be undone as a whole: a save, a bulk action, an import, a merge
CREATE TABLE batch (
  id      INTEGER PRIMARY KEY,
  kind    TEXT NOT NULL CHECK (kind IN ('edit', 'bulk', 'import', 'merge')),
  state   TEXT NOT NULL CHECK (state IN ('running', 'done', 'cancelled', 'undoing', 'undone')),
  usr     INTEGER REFERENCES app_user,
  product INTEGER REFERENCES product,
  at      INTEGER NOT NULL,
  ended   INTEGER,
  cards   INTEGER NOT NULL DEFAULT 0,
  key     TEXT NOT NULL,
  args    TEXT NOT NULL
) STRICT;
CREATE INDEX batch_at ON batch (at);

-- what it changed: the state before (NULL: it made it), and how to tell whether
-- anybody changed it since
CREATE TABLE batch_item (
  id      INTEGER PRIMARY KEY,
  batch   INTEGER NOT NULL REFERENCES batch ON DELETE CASCADE,
  noun    TEXT NOT NULL,
  card    INTEGER NOT NULL,           -- 0 for what belongs to no card
  item    INTEGER NOT NULL,
  through INTEGER NOT NULL DEFAULT 0, -- of a run of new ids, the last
  before  TEXT,
  after   TEXT
) STRICT;
CREATE UNIQUE INDEX batch_item_once ON batch_item (batch, card, noun, item);
