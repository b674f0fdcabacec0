-- +goose Up
-- What a client did on the page for unsubscribing, for as long as they may undo it.
CREATE TABLE unsubscription (
  id          INTEGER PRIMARY KEY,
  message     INTEGER NOT NULL REFERENCES message,
  at          INTEGER NOT NULL,
  suppression INTEGER NOT NULL,  -- no reference: it may be lifted
  before      TEXT NOT NULL      -- JSON, the entry of the list as it was; '' for none
) STRICT;
CREATE INDEX unsubscription_message ON unsubscription (message);
