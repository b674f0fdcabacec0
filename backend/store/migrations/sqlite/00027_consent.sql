-- +goose Up
-- the suppression list says of what it keeps an address, since when, by whom and with what proof. The address itself is
-- here too, so that people can read the list; never that of somebody who was erased: of them only the mark stays
CREATE TABLE suppression_new (
  id      INTEGER PRIMARY KEY,
  channel TEXT NOT NULL CHECK (channel IN ('email', 'sms')),
  hash    TEXT NOT NULL,
  scope   TEXT NOT NULL CHECK (scope IN ('all', 'marketing')),
  reason  TEXT NOT NULL CHECK (reason IN ('unsubscribed', 'complaint', 'bounced', 'erased', 'manual')),
  value   TEXT NOT NULL DEFAULT '',
  since   INTEGER NOT NULL,
  usr     INTEGER REFERENCES app_user,
  source  TEXT NOT NULL DEFAULT '',  -- user, mail, sms, server
  proof   TEXT NOT NULL DEFAULT '',
  UNIQUE (channel, hash),
  CHECK (reason <> 'erased' OR (value = '' AND proof = '' AND scope = 'all'))
) STRICT;
INSERT INTO suppression_new (id, channel, hash, scope, reason, since)
  SELECT row_number() OVER (ORDER BY since, channel, hash), channel, hash, 'all', iif(reason IN ('unsubscribed', 'erased'), reason, 'manual'), since FROM suppression;
INSERT INTO counter (noun, last) SELECT 'suppression', count(*) FROM suppression_new WHERE true ON CONFLICT (noun) DO UPDATE SET last = excluded.last;
DROP TABLE suppression;
ALTER TABLE suppression_new RENAME TO suppression;
CREATE INDEX suppression_value ON suppression (value) WHERE value <> '';

-- what a person took off the list, and why
CREATE TABLE suppression_lifted (
  id      INTEGER PRIMARY KEY,
  channel TEXT NOT NULL,
  value   TEXT NOT NULL,  -- '' of a mark
  reason  TEXT NOT NULL,  -- why it was on the list
  since   INTEGER NOT NULL,
  lifted  INTEGER NOT NULL,
  usr     INTEGER REFERENCES app_user,
  note    TEXT NOT NULL
) STRICT;

-- a client's reply ends what runs for their card
DROP TRIGGER define_sequence_changed;
ALTER TABLE sequence ADD COLUMN stop_on_reply INTEGER NOT NULL DEFAULT 0 CHECK (stop_on_reply IN (0, 1));
-- +goose StatementBegin
CREATE TRIGGER define_sequence_changed AFTER UPDATE OF product, name, description, folder, filter, state, reentry, reentry_days, reentry_date, run_to_end, stop_on_reply,
  fallback, revision, modified, modified_by, activated, deactivated, deleted ON sequence BEGIN
  UPDATE counter SET last = last + 1 WHERE noun = 'definition';
END;
-- +goose StatementEnd

-- what clients wrote back, for filters; the words are in the card's history
CREATE TABLE reply (
  id      INTEGER PRIMARY KEY,
  card    INTEGER NOT NULL REFERENCES card,
  contact INTEGER,  -- no reference: contacts go
  channel TEXT NOT NULL CHECK (channel IN ('email', 'sms')),
  message INTEGER REFERENCES message ON DELETE SET NULL,  -- that it answers, where it is known
  at      INTEGER NOT NULL
) STRICT;
CREATE INDEX reply_card ON reply (card, at);
CREATE INDEX reply_at ON reply (at, card);
CREATE INDEX reply_message ON reply (message) WHERE message IS NOT NULL;

-- messages that came back for now only: a full mailbox, a server that is down
CREATE TABLE soft_bounce (
  message INTEGER PRIMARY KEY REFERENCES message ON DELETE CASCADE,
  at      INTEGER NOT NULL
) STRICT;

-- the mailboxes in which answers are looked for, and how far they were read
CREATE TABLE mailbox (
  id       INTEGER PRIMARY KEY,
  account  INTEGER REFERENCES account ON DELETE CASCADE,  -- whose answers come here; NULL: everybody's
  settings TEXT NOT NULL,
  secret   BLOB NOT NULL,
  validity INTEGER NOT NULL DEFAULT 0,  -- the server's word for "the numbers below hold"
  uid      INTEGER NOT NULL DEFAULT 0,  -- the last mail that was read
  began    INTEGER,  -- when it was read for the first time
  looked   INTEGER,  -- the last time that all went well
  trouble  TEXT NOT NULL DEFAULT '',  -- key of what went wrong the last time; '' where nothing did
  words    TEXT NOT NULL DEFAULT '',  -- the server's
  since    INTEGER   -- it goes wrong since
) STRICT;
CREATE UNIQUE INDEX mailbox_account ON mailbox (coalesce(account, 0));

-- mails that did something; each does it once, whatever the server numbers it
CREATE TABLE mail_seen (
  hash TEXT NOT NULL PRIMARY KEY,
  at   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX mail_seen_at ON mail_seen (at);
