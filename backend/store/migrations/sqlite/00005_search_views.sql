-- +goose Up
CREATE TABLE list_view (
  id         INTEGER PRIMARY KEY,
  product    INTEGER NOT NULL REFERENCES product,
  owner      INTEGER REFERENCES app_user,  -- none: everybody's
  name       TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  kind       TEXT NOT NULL CHECK (kind IN ('list', 'board')),
  columns    TEXT NOT NULL,                -- JSON, in order
  sort       TEXT NOT NULL,
  sort_desc  INTEGER NOT NULL CHECK (sort_desc IN (0, 1)),
  filter     INTEGER REFERENCES filter,
  status     INTEGER,                      -- what follows may name what is gone: it is left out then
  card_owner INTEGER,
  mine       INTEGER NOT NULL CHECK (mine IN (0, 1)),
  tag        INTEGER,
  search     TEXT NOT NULL,
  money      INTEGER,
  statuses   TEXT NOT NULL,                -- JSON
  position   INTEGER NOT NULL,
  revision   INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX list_view_name ON list_view (product, coalesce(owner, 0), name);
CREATE INDEX list_view_filter ON list_view (filter) WHERE filter IS NOT NULL;

-- a list by one of these, of all cards or of a status or an owner, is read and leapt over in its index alone;
-- for that the index must also have the column that its WHERE names
DROP INDEX card_name;
DROP INDEX card_created;
DROP INDEX card_modified;
DROP INDEX card_since;
CREATE INDEX card_name ON card (product, name_fold, id, status, owner, deleted) WHERE deleted IS NULL;
CREATE INDEX card_created ON card (product, created, id, status, owner, deleted) WHERE deleted IS NULL;
CREATE INDEX card_modified ON card (product, modified, id, status, owner, deleted) WHERE deleted IS NULL;
CREATE INDEX card_since ON card (product, status_since, id, status, owner, deleted) WHERE deleted IS NULL;
CREATE INDEX card_deleted ON card (product, deleted, id, status, owner) WHERE deleted IS NOT NULL;

-- the words of cards, folded, for the quick search: no text is kept, only which
-- card has which word. Where a card belongs is a word too (U+E000 and its product, U+E001 for a deleted one)
CREATE VIRTUAL TABLE card_search USING fts5 (words, content = '', contentless_delete = 1, detail = none, prefix = '1 2 3 4 5 6 7', tokenize = 'ascii');

-- cards whose words are to be renewed; triggers, because imports, merges and undos write rows too
CREATE TABLE search_pending (card INTEGER PRIMARY KEY) STRICT;
INSERT INTO search_pending SELECT id FROM card;
ALTER TABLE card DROP COLUMN search;

-- +goose StatementBegin
CREATE TRIGGER search_card_made AFTER INSERT ON card BEGIN
  INSERT INTO search_pending VALUES (new.id) ON CONFLICT DO NOTHING;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER search_card_changed AFTER UPDATE OF name_fold, contact, fields, tags, deleted ON card
WHEN old.name_fold <> new.name_fold OR old.contact IS NOT new.contact OR old.tags <> new.tags OR old.fields <> new.fields
  OR (old.deleted IS NULL) <> (new.deleted IS NULL) BEGIN
  INSERT INTO search_pending VALUES (new.id) ON CONFLICT DO NOTHING;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER search_card_gone AFTER DELETE ON card BEGIN
  DELETE FROM search_pending WHERE card = old.id;
  DELETE FROM card_search WHERE rowid = old.id;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER search_contact_changed AFTER UPDATE OF name, company ON contact
WHEN old.name <> new.name OR old.company IS NOT new.company BEGIN
  INSERT INTO search_pending SELECT id FROM card WHERE contact = new.id ON CONFLICT DO NOTHING;
  INSERT INTO search_pending SELECT c.id FROM contact k JOIN card c ON c.contact = k.id WHERE k.company = new.id ON CONFLICT DO NOTHING;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER search_address_made AFTER INSERT ON address BEGIN
  INSERT INTO search_pending SELECT id FROM card WHERE contact = new.contact ON CONFLICT DO NOTHING;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER search_address_changed AFTER UPDATE OF contact, typed, value ON address
WHEN old.contact <> new.contact OR old.typed <> new.typed OR old.value <> new.value BEGIN
  INSERT INTO search_pending SELECT id FROM card WHERE contact IN (new.contact, old.contact) ON CONFLICT DO NOTHING;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER search_address_gone AFTER DELETE ON address BEGIN
  INSERT INTO search_pending SELECT id FROM card WHERE contact = old.contact ON CONFLICT DO NOTHING;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER search_tag_renamed AFTER UPDATE OF fold ON tag WHEN old.fold <> new.fold BEGIN
  INSERT INTO search_pending SELECT id FROM card WHERE instr(tags, ',' || new.id || ',') > 0 ON CONFLICT DO NOTHING;
END;
-- +goose StatementEnd
