-- +goose Up
-- how many cards match the filter of a running sequence, as membership has them. Whoever writes memberships counts them
CREATE TABLE sequence_members (
  sequence INTEGER PRIMARY KEY REFERENCES sequence,
  cards    INTEGER NOT NULL
) STRICT;
INSERT INTO sequence_members (sequence, cards) SELECT sequence, count(*) FROM membership GROUP BY sequence;
