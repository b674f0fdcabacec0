-- +goose Up
-- taking a message away looks for the lines of history that name it
CREATE INDEX activity_message ON activity (message) WHERE message IS NOT NULL;
