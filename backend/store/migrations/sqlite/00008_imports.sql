-- +goose Up
-- An import is read (uploaded), then applied in chunks: cursor rows of total
-- are in. What was decided is kept, so that an interrupted one can go on.
ALTER TABLE import ADD COLUMN state TEXT NOT NULL DEFAULT 'read' CHECK (state IN ('read', 'applying', 'undoing', 'done', 'cancelled', 'undone'));
ALTER TABLE import ADD COLUMN usr INTEGER REFERENCES app_user;
ALTER TABLE import ADD COLUMN batch INTEGER REFERENCES batch ON DELETE SET NULL;
ALTER TABLE import ADD COLUMN decided TEXT NOT NULL DEFAULT '';
ALTER TABLE import ADD COLUMN began INTEGER;
ALTER TABLE import ADD COLUMN total INTEGER NOT NULL DEFAULT 0;
ALTER TABLE import ADD COLUMN cursor INTEGER NOT NULL DEFAULT 0;
ALTER TABLE import ADD COLUMN updated INTEGER NOT NULL DEFAULT 0;
ALTER TABLE import ADD COLUMN same INTEGER NOT NULL DEFAULT 0;
ALTER TABLE import ADD COLUMN rejected INTEGER NOT NULL DEFAULT 0;
UPDATE import SET state = 'done' WHERE applied IS NOT NULL;
CREATE INDEX import_open ON import (state) WHERE state IN ('applying', 'undoing');

-- the uploaded files, apart: a row that is written often must be small
CREATE TABLE import_file (
  import INTEGER PRIMARY KEY REFERENCES import ON DELETE CASCADE,
  data   BLOB NOT NULL
) STRICT;
INSERT INTO import_file SELECT id, data FROM import WHERE data IS NOT NULL;
UPDATE import SET data = NULL;

-- which cards an import made: runs of ids. Their histories begin with it
CREATE TABLE import_run (
  first  INTEGER PRIMARY KEY,
  last   INTEGER NOT NULL,
  import INTEGER NOT NULL REFERENCES import ON DELETE CASCADE
) STRICT;
CREATE INDEX import_run_import ON import_run (import);

-- the rows that made no card, for the error file
CREATE TABLE import_reject (
  import   INTEGER NOT NULL REFERENCES import ON DELETE CASCADE,
  line     INTEGER NOT NULL,
  cells    TEXT NOT NULL,
  problems TEXT NOT NULL,
  PRIMARY KEY (import, line)
) STRICT, WITHOUT ROWID;

-- how a file with these columns was read the last time
CREATE TABLE import_mapping (
  product  INTEGER NOT NULL REFERENCES product,
  columns  TEXT NOT NULL,
  mapping  TEXT NOT NULL,
  modified INTEGER NOT NULL,
  PRIMARY KEY (product, columns)
) STRICT, WITHOUT ROWID;

-- who said no: every new address asks
CREATE INDEX address_no ON address (value, channel) WHERE consent IN ('unsubscribed', 'bounced');
