-- +goose Up
ALTER TABLE contact ADD COLUMN note TEXT NOT NULL DEFAULT '';
ALTER TABLE contact ADD COLUMN website TEXT NOT NULL DEFAULT '';
ALTER TABLE contact ADD COLUMN postal TEXT NOT NULL DEFAULT '';
ALTER TABLE contact ADD COLUMN modified INTEGER NOT NULL DEFAULT 0;
ALTER TABLE contact ADD COLUMN revision INTEGER NOT NULL DEFAULT 1;
UPDATE contact SET modified = created;
CREATE INDEX contact_kind ON contact (kind, name_fold);
CREATE INDEX contact_created ON contact (created);
CREATE INDEX contact_modified ON contact (modified);

ALTER TABLE address ADD COLUMN label TEXT NOT NULL DEFAULT '' CHECK (label IN ('', 'work', 'home', 'mobile', 'other'));

-- who changed the consent of an address, when and how; the store has no
-- statement that changes a line, and only an erasure takes it away
CREATE TABLE consent_change (
  id      INTEGER PRIMARY KEY,
  contact INTEGER NOT NULL, -- no reference: a merge moves the address, not its history
  channel TEXT NOT NULL CHECK (channel IN ('email', 'sms')),
  value   TEXT NOT NULL CHECK (value <> ''),
  was     TEXT NOT NULL CHECK (was IN ('', 'active', 'unconfirmed', 'unsubscribed', 'bounced')),
  became  TEXT NOT NULL CHECK (became IN ('active', 'unconfirmed', 'unsubscribed', 'bounced')),
  at      INTEGER NOT NULL,
  usr     INTEGER REFERENCES app_user,
  how     TEXT NOT NULL,
  note    TEXT NOT NULL
) STRICT;
CREATE INDEX consent_change_contact ON consent_change (contact, id);
CREATE INDEX consent_change_value ON consent_change (value, channel);

CREATE INDEX message_contact ON message (contact) WHERE contact IS NOT NULL;

-- what looked like one client when somebody last looked; derived, made anew
CREATE TABLE duplicate (
  grp     INTEGER NOT NULL,
  contact INTEGER NOT NULL REFERENCES contact ON DELETE CASCADE,
  why     TEXT NOT NULL, -- of the whole group: email, phone, name, between commas
  PRIMARY KEY (grp, contact)
) STRICT, WITHOUT ROWID;
CREATE INDEX duplicate_contact ON duplicate (contact);

-- two contacts of whom a person said that they are two
CREATE TABLE not_duplicate (
  one   INTEGER NOT NULL REFERENCES contact ON DELETE CASCADE,
  other INTEGER NOT NULL REFERENCES contact ON DELETE CASCADE,
  at    INTEGER NOT NULL,
  PRIMARY KEY (one, other),
  CHECK (one < other)
) STRICT, WITHOUT ROWID;
CREATE INDEX not_duplicate_other ON not_duplicate (other);

-- cards that ran on a sequence and were erased with their person: a number is
-- all that stays
ALTER TABLE sequence ADD COLUMN erased_cards INTEGER NOT NULL DEFAULT 0;

-- the words of contacts, folded, for the quick search: no text is kept, only
-- which contact has which word. A tag is the word U+E000 and its id.
CREATE VIRTUAL TABLE contact_search USING fts5 (words, content = '', contentless_delete = 1, detail = none, prefix = '2 3 4 5 6 7', tokenize = 'ascii');

-- contacts whose words are to be renewed; triggers, because an undo and an
-- import write rows too
CREATE TABLE contact_stale (contact INTEGER PRIMARY KEY) STRICT;
INSERT INTO contact_stale SELECT id FROM contact;

-- +goose StatementBegin
CREATE TRIGGER contact_made AFTER INSERT ON contact BEGIN
  INSERT INTO contact_stale VALUES (new.id) ON CONFLICT DO NOTHING;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER contact_changed AFTER UPDATE OF name, company, tags ON contact
WHEN old.name <> new.name OR old.company IS NOT new.company OR old.tags <> new.tags BEGIN
  INSERT INTO contact_stale VALUES (new.id) ON CONFLICT DO NOTHING;
  INSERT INTO contact_stale SELECT id FROM contact WHERE company = new.id ON CONFLICT DO NOTHING;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER contact_gone AFTER DELETE ON contact BEGIN
  DELETE FROM contact_stale WHERE contact = old.id;
  DELETE FROM contact_search WHERE rowid = old.id;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER address_made AFTER INSERT ON address BEGIN
  INSERT INTO contact_stale VALUES (new.contact) ON CONFLICT DO NOTHING;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER address_changed AFTER UPDATE OF contact, typed, value ON address
WHEN old.contact <> new.contact OR old.typed <> new.typed OR old.value <> new.value BEGIN
  INSERT INTO contact_stale VALUES (new.contact), (old.contact) ON CONFLICT DO NOTHING;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER address_gone AFTER DELETE ON address BEGIN
  INSERT INTO contact_stale SELECT id FROM contact WHERE id = old.contact ON CONFLICT DO NOTHING;
END;
-- +goose StatementEnd
