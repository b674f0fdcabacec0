-- +goose Up
-- the name of the folder that it stands in, '' for none
ALTER TABLE filter ADD COLUMN folder TEXT NOT NULL DEFAULT '' CHECK (length(folder) <= 200);

-- one more kind of template, so the table is made anew; what its steps name is put aside meanwhile
CREATE TABLE step_aside (id INTEGER PRIMARY KEY, template INTEGER, template_b INTEGER) STRICT;
INSERT INTO step_aside SELECT id, template, template_b FROM step WHERE template IS NOT NULL OR template_b IS NOT NULL;
UPDATE step SET template = NULL, template_b = NULL WHERE template IS NOT NULL OR template_b IS NOT NULL;

CREATE TABLE template_new (
  id       INTEGER PRIMARY KEY,
  product  INTEGER NOT NULL REFERENCES product,
  kind     TEXT NOT NULL CHECK (kind IN ('email', 'sms', 'task', 'pdf')),
  name     TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  version  INTEGER NOT NULL,
  modified INTEGER NOT NULL,
  folder   TEXT NOT NULL DEFAULT '' CHECK (length(folder) <= 200),
  UNIQUE (product, kind, name)
) STRICT;
INSERT INTO template_new (id, product, kind, name, version, modified) SELECT id, product, kind, name, version, modified FROM template;
DROP TABLE template;
ALTER TABLE template_new RENAME TO template;
UPDATE step SET (template, template_b) = (SELECT a.template, a.template_b FROM step_aside a WHERE a.id = step.id)
  WHERE id IN (SELECT id FROM step_aside);
DROP TABLE step_aside;

ALTER TABLE template_version ADD COLUMN doc TEXT NOT NULL DEFAULT '';          -- of an email or PDF: its document as JSON
ALTER TABLE template_version ADD COLUMN due_workdays INTEGER NOT NULL DEFAULT 0 CHECK (due_workdays IN (0, 1));
ALTER TABLE template_version ADD COLUMN priority TEXT NOT NULL DEFAULT '' CHECK (priority IN ('', 'low', 'high'));
ALTER TABLE template_version ADD COLUMN attachments TEXT NOT NULL DEFAULT '';  -- JSON, '' for none
ALTER TABLE template_version ADD COLUMN usr INTEGER REFERENCES app_user;       -- who saved it
-- a PDF that goes with a message has its template's version frozen too
ALTER TABLE message ADD COLUMN attached TEXT NOT NULL DEFAULT '';              -- JSON, '' for none
ALTER TABLE task ADD COLUMN priority TEXT NOT NULL DEFAULT '' CHECK (priority IN ('', 'low', 'high'));

-- pictures and files of templates; never changed, and kept as long as a version names them
CREATE TABLE asset (
  id      INTEGER PRIMARY KEY,
  name    TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  mime    TEXT NOT NULL,
  size    INTEGER NOT NULL CHECK (size > 0),
  width   INTEGER NOT NULL DEFAULT 0,   -- of a picture, in pixels
  height  INTEGER NOT NULL DEFAULT 0,
  hash    TEXT NOT NULL CHECK (length(hash) = 64),
  created INTEGER NOT NULL
) STRICT;
CREATE INDEX asset_hash ON asset (hash);
