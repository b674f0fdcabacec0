-- +goose Up
-- when a custom field's value last became another one, and when it last went from not set to set. Only changes
-- of cards that exist: a card that is made writes none, so a field that was filled then has no moment here
CREATE TABLE field_change (
  card    INTEGER NOT NULL REFERENCES card,
  field   INTEGER NOT NULL,  -- no reference: a field that comes back by an undo has its moments still
  changed INTEGER NOT NULL,
  filled  INTEGER,
  PRIMARY KEY (card, field)
) STRICT, WITHOUT ROWID;
CREATE INDEX field_change_changed ON field_change (field, changed);
CREATE INDEX field_change_filled ON field_change (field, filled) WHERE filled IS NOT NULL;

-- what filters on messages find by the passing of time; their conditions are the filters' own, word for word
CREATE INDEX message_went ON message (handed_at, card) WHERE state IN ('sent', 'delivered', 'uncertain');
CREATE INDEX message_bounced ON message (settled_at, card) WHERE state = 'failed' AND reason = 'recipient_refused';
