-- +goose Up
-- the outbox counts and lists by state, and within a state by reason, without reading a message
DROP INDEX message_open;
DROP INDEX message_state;
CREATE INDEX message_where ON message (state, id, reason);
