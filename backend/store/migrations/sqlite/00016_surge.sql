-- +goose Up
-- how many client messages became due on each local day, and what a person said when they were far too many
CREATE TABLE surge (
  day TEXT PRIMARY KEY,
  due INTEGER NOT NULL DEFAULT 0,       -- became due
  recalled INTEGER NOT NULL DEFAULT 0,  -- of them a person took back when asked
  seen INTEGER NOT NULL DEFAULT 0,      -- the last message counted
  expected INTEGER NOT NULL DEFAULT 0,  -- the usual number, when it was asked
  asked INTEGER,                        -- sending to clients stopped
  answered INTEGER,
  answer TEXT NOT NULL DEFAULT '' CHECK (answer IN ('', 'go', 'recall')),
  usr INTEGER REFERENCES app_user,         -- who answered
  CHECK ((answered IS NULL) = (answer = '')),
  CHECK (answered IS NULL OR asked IS NOT NULL)
) STRICT, WITHOUT ROWID;

-- what activations said would come, which is no surprise
CREATE TABLE announcement (
  sequence INTEGER NOT NULL REFERENCES sequence,
  day TEXT NOT NULL,
  messages INTEGER NOT NULL,
  PRIMARY KEY (sequence, day)
) STRICT, WITHOUT ROWID;
CREATE INDEX announcement_day ON announcement (day, messages);

-- messages of today begin behind those that are there
INSERT INTO surge (day, seen) SELECT '1970-01-01', coalesce(max(id), 0) FROM message;
