-- +goose Up
ALTER TABLE product ADD COLUMN archived INTEGER;

-- the field types grow, so the table is made anew; its choices are put aside, for they go with their field
CREATE TABLE field_new (
  id            INTEGER PRIMARY KEY,
  product       INTEGER NOT NULL REFERENCES product,
  name          TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  slug          TEXT NOT NULL,
  type          TEXT NOT NULL CHECK (type IN ('text', 'longtext', 'number', 'money', 'date', 'datetime', 'yesno', 'choice', 'choices',
                  'link', 'phone', 'email', 'file')),
  position      INTEGER NOT NULL,
  currency      TEXT NOT NULL DEFAULT '',
  required_from INTEGER REFERENCES status,
  default_value TEXT NOT NULL DEFAULT '',   -- as in a card's document; '' for none
  help          TEXT NOT NULL DEFAULT '' CHECK (length(help) <= 500),
  UNIQUE (product, name),
  UNIQUE (product, slug),
  CHECK ((type = 'money') = (currency <> ''))
) STRICT;
INSERT INTO field_new (id, product, name, slug, type, position)
  SELECT id, product, name, slug, type, position FROM field;

CREATE TABLE choice_aside (
  id       INTEGER PRIMARY KEY,
  field    INTEGER NOT NULL,
  name     TEXT NOT NULL,
  position INTEGER NOT NULL
) STRICT;
INSERT INTO choice_aside SELECT id, field, name, position FROM choice;
DROP TABLE choice;
DROP TABLE field;
ALTER TABLE field_new RENAME TO field;

CREATE TABLE choice (
  id       INTEGER PRIMARY KEY,
  field    INTEGER NOT NULL REFERENCES field ON DELETE CASCADE,
  name     TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  position INTEGER NOT NULL,
  UNIQUE (field, name)
) STRICT;
INSERT INTO choice SELECT id, field, name, position FROM choice_aside;
DROP TABLE choice_aside;
