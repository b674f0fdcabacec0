-- +goose Up
-- which status a card came into, and when: of cards that exist, by whatever changed them. A report asks it for
-- goals. A trigger keeps it, so that no way of changing a card can forget it; an undo takes its change out again
CREATE TABLE status_change (
  card   INTEGER NOT NULL REFERENCES card,
  at     INTEGER NOT NULL,
  status INTEGER NOT NULL,  -- no reference: what was reached stays so when the status goes
  PRIMARY KEY (card, at, status)
) STRICT, WITHOUT ROWID;
INSERT INTO status_change (card, at, status) SELECT id, status_since, status FROM card WHERE status_from IS NOT NULL;
-- from when it knows every change: nothing was changed between the last change of a card and now
INSERT INTO setting (key, value) SELECT 'status_history', CAST(coalesce(max(modified), 0) AS TEXT) FROM card;

-- +goose StatementBegin
CREATE TRIGGER status_changed AFTER UPDATE OF status ON card WHEN NEW.status <> OLD.status AND NEW.status_since > OLD.status_since BEGIN
  INSERT INTO status_change (card, at, status) VALUES (NEW.id, NEW.status_since, NEW.status) ON CONFLICT DO NOTHING;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER status_put_back AFTER UPDATE OF status ON card WHEN NEW.status <> OLD.status AND NEW.status_since < OLD.status_since BEGIN
  DELETE FROM status_change WHERE card = OLD.id AND at > NEW.status_since;
END;
-- +goose StatementEnd

-- what an automation is for: a status, reached within so many days after a step
CREATE TABLE sequence_goal (
  sequence INTEGER PRIMARY KEY REFERENCES sequence,
  status   INTEGER NOT NULL REFERENCES status,
  days     INTEGER NOT NULL CHECK (days BETWEEN 1 AND 365)
) STRICT;
-- +goose StatementBegin
CREATE TRIGGER goal_goes AFTER UPDATE OF deleted ON sequence WHEN NEW.deleted IS NOT NULL BEGIN
  DELETE FROM sequence_goal WHERE sequence = NEW.id;
END;
-- +goose StatementEnd
