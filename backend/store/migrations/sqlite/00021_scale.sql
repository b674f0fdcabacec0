-- +goose Up
-- what the screens of automations count and list, in the index alone; it comes in the place of step_run_at
DROP INDEX step_run_at;
CREATE INDEX step_run_step ON step_run (step, at, outcome, reason, letter, enrolment);

-- who is where in a sequence, in the order of its list: what is to come, soonest first; then what was, newest first
CREATE INDEX enrolment_place ON enrolment (sequence,
  CASE WHEN ended IS NULL THEN coalesce(due, planned) ELSE 8640000000000000 - ended END, id, state, paused, step, reason);

-- what is due, with its step: today's numbers come from it
DROP INDEX enrolment_due;
CREATE INDEX enrolment_due ON enrolment (due, id, step) WHERE state = 'waiting' AND paused = 0;

-- the status line counts what failed lately
CREATE INDEX message_failed ON message (settled_at) WHERE state = 'failed';

-- for how many cards a step of a sequence was done. Whoever adds the first such run of a card counts it; taking the
-- last one away is counted here, so that no way of doing it can forget it
CREATE TABLE sequence_reach (
  sequence INTEGER PRIMARY KEY REFERENCES sequence,
  cards    INTEGER NOT NULL CHECK (cards >= 0)
) STRICT;
INSERT INTO sequence_reach (sequence, cards)
  SELECT e.sequence, count(DISTINCT e.card) FROM enrolment e JOIN step_run r ON r.enrolment = e.id WHERE r.outcome = 'done' GROUP BY e.sequence;
-- +goose StatementBegin
CREATE TRIGGER reach_shrinks AFTER DELETE ON step_run WHEN OLD.outcome = 'done' AND NOT EXISTS (
    SELECT 1 FROM enrolment e CROSS JOIN enrolment x ON x.sequence = e.sequence AND x.card = e.card
      CROSS JOIN step_run r ON r.enrolment = x.id AND r.outcome = 'done' WHERE e.id = OLD.enrolment) BEGIN
  UPDATE sequence_reach SET cards = cards - 1 WHERE sequence = (SELECT sequence FROM enrolment WHERE id = OLD.enrolment);
END;
-- +goose StatementEnd
