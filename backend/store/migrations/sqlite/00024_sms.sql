-- +goose Up
-- what every account for SMS has, what is left at its provider, and the secret that signs what the provider sends here
ALTER TABLE account ADD COLUMN sms TEXT NOT NULL DEFAULT '{}';
ALTER TABLE account ADD COLUMN hook_secret BLOB;
ALTER TABLE account ADD COLUMN balance TEXT NOT NULL DEFAULT '{}';

-- the parts of messages by the provider's ids, and what became of each
CREATE TABLE message_part (
  account INTEGER NOT NULL,  -- no reference: accounts go
  remote  TEXT NOT NULL,
  message INTEGER NOT NULL REFERENCES message ON DELETE CASCADE,
  state   TEXT NOT NULL CHECK (state IN ('sent', 'delivered', 'failed', 'expired')),
  at      INTEGER NOT NULL,
  PRIMARY KEY (account, remote)
) STRICT, WITHOUT ROWID;
CREATE INDEX message_part_message ON message_part (message);
CREATE INDEX message_part_open ON message_part (account, at) WHERE state = 'sent';

-- receipts for ids that nobody knows yet: they may come before our own commit
CREATE TABLE receipt (
  account     INTEGER NOT NULL,
  remote      TEXT NOT NULL,
  state       TEXT NOT NULL CHECK (state IN ('sent', 'delivered', 'failed', 'expired')),
  words       TEXT NOT NULL,
  bad_address INTEGER NOT NULL CHECK (bad_address IN (0, 1)),
  at          INTEGER NOT NULL,
  PRIMARY KEY (account, remote)
) STRICT, WITHOUT ROWID;
CREATE INDEX receipt_at ON receipt (at);

-- texts that came in, so that each counts once; what they say is in the cards' history
CREATE TABLE incoming_sms (
  account INTEGER NOT NULL,
  remote  TEXT NOT NULL,
  at      INTEGER NOT NULL,
  PRIMARY KEY (account, remote)
) STRICT, WITHOUT ROWID;
CREATE INDEX incoming_sms_at ON incoming_sms (at);
