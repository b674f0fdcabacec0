-- +goose Up
-- What comes from outside, without a colleague: a form, a click on a link, a mail, another program. Two columns may say
-- so from now on. Their CHECK is rewritten where it stands: making them anew would write every card and every line of
-- history (SQLite's page on ALTER TABLE names this way for changes that leave the rows as they are).
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(sql, '''user'', ''import'', ''form'', ''sample''', '''user'', ''import'', ''form'', ''mail'', ''webhook'', ''sample''')
  WHERE type = 'table' AND name = 'card';
UPDATE sqlite_schema SET sql = replace(sql, '''user'', ''import'', ''sequence'', ''system'', ''sample''', '''user'', ''import'', ''sequence'', ''system'', ''outside'', ''sample''')
  WHERE type = 'table' AND name = 'activity';
PRAGMA writable_schema = RESET;

-- whose turn it was last, for what goes to colleagues in turn: a form, a step
CREATE TABLE turn (
  key  TEXT NOT NULL PRIMARY KEY,
  last INTEGER NOT NULL  -- no reference: colleagues go
) STRICT, WITHOUT ROWID;
