-- +goose Up
-- whose account a message goes through, and since when an account's rate is used up
ALTER TABLE message ADD COLUMN sender INTEGER REFERENCES app_user;  -- NULL: the workspace
ALTER TABLE account ADD COLUMN next INTEGER;                        -- not before then: its rate is used up

-- what is due, with all that says through which account it goes
DROP INDEX message_due;
CREATE INDEX message_due ON message (due, id, channel, sender, handed_at, account, reason) WHERE state = 'queued' AND worker IS NULL;
-- how much an account handed over, counted for its rate
CREATE INDEX message_handed ON message (account, handed_at) WHERE account IS NOT NULL AND handed_at IS NOT NULL;
