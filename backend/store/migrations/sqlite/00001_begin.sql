-- +goose Up
PRAGMA application_id = 0x53545750; -- "STWP"

-- Instants are Unix milliseconds UTC, days are 'YYYY-MM-DD'. No statement reads SQL's own clock.
CREATE TABLE setting (
  key   TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE counter (
  noun TEXT NOT NULL PRIMARY KEY,
  last INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE worker (
  id      INTEGER PRIMARY KEY,
  started INTEGER NOT NULL,
  ended   INTEGER
) STRICT;

CREATE TABLE app_user (
  id        INTEGER PRIMARY KEY,
  name      TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  email     TEXT NOT NULL,
  phone     TEXT NOT NULL,
  role      TEXT NOT NULL CHECK (role IN ('admin', 'member')),
  language  TEXT NOT NULL,
  signature TEXT NOT NULL,
  active    INTEGER NOT NULL CHECK (active IN (0, 1))
) STRICT;

CREATE TABLE product (
  id       INTEGER PRIMARY KEY,
  name     TEXT NOT NULL UNIQUE CHECK (length(name) BETWEEN 1 AND 200),
  sms_on   INTEGER NOT NULL CHECK (sms_on IN (0, 1)),
  position INTEGER NOT NULL
) STRICT;

CREATE TABLE status (
  id       INTEGER PRIMARY KEY,
  product  INTEGER NOT NULL REFERENCES product,
  name     TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  grp      TEXT NOT NULL CHECK (grp IN ('open', 'won', 'lost')),
  color    TEXT NOT NULL,
  position INTEGER NOT NULL,
  UNIQUE (product, name)
) STRICT;

CREATE TABLE field (
  id       INTEGER PRIMARY KEY,
  product  INTEGER NOT NULL REFERENCES product,
  name     TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  slug     TEXT NOT NULL,
  type     TEXT NOT NULL CHECK (type IN ('text', 'number', 'date', 'yesno', 'choice')),
  position INTEGER NOT NULL,
  UNIQUE (product, name),
  UNIQUE (product, slug)
) STRICT;

CREATE TABLE choice (
  id       INTEGER PRIMARY KEY,
  field    INTEGER NOT NULL REFERENCES field ON DELETE CASCADE,
  name     TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  position INTEGER NOT NULL,
  UNIQUE (field, name)
) STRICT;

CREATE TABLE contact (
  id         INTEGER PRIMARY KEY,
  kind       TEXT NOT NULL CHECK (kind IN ('person', 'company')),
  company    INTEGER REFERENCES contact,
  first_name TEXT NOT NULL,
  last_name  TEXT NOT NULL,
  name       TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 401),
  name_fold  TEXT NOT NULL,
  created    INTEGER NOT NULL,
  CHECK (kind = 'person' OR company IS NULL)
) STRICT;
CREATE INDEX contact_name ON contact (name_fold);
CREATE INDEX contact_company ON contact (company) WHERE company IS NOT NULL;

CREATE TABLE address (
  id         INTEGER PRIMARY KEY,
  contact    INTEGER NOT NULL REFERENCES contact,
  channel    TEXT NOT NULL CHECK (channel IN ('email', 'sms')),
  typed      TEXT NOT NULL,
  value      TEXT NOT NULL CHECK (value <> ''),
  kind       TEXT NOT NULL,
  sms        INTEGER NOT NULL CHECK (sms IN (0, 1)),
  is_default INTEGER NOT NULL CHECK (is_default IN (0, 1)),
  consent    TEXT NOT NULL CHECK (consent IN ('active', 'unconfirmed', 'unsubscribed', 'bounced')),
  source     TEXT NOT NULL,
  since      INTEGER NOT NULL,
  UNIQUE (contact, channel, value)
) STRICT;
CREATE UNIQUE INDEX address_default ON address (contact, channel) WHERE is_default = 1;
CREATE INDEX address_value ON address (value, channel);

-- who wants no more messages; the address itself is not kept, only its keyed hash
CREATE TABLE suppression (
  channel TEXT NOT NULL CHECK (channel IN ('email', 'sms')),
  hash    TEXT NOT NULL,
  reason  TEXT NOT NULL,
  since   INTEGER NOT NULL,
  PRIMARY KEY (channel, hash)
) STRICT, WITHOUT ROWID;

CREATE TABLE card (
  id           INTEGER PRIMARY KEY,
  product      INTEGER NOT NULL REFERENCES product,
  name         TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 401),
  name_fold    TEXT NOT NULL,
  search       TEXT NOT NULL,
  status       INTEGER NOT NULL REFERENCES status,
  status_since INTEGER NOT NULL,
  status_from  INTEGER REFERENCES status,
  owner        INTEGER REFERENCES app_user,
  contact      INTEGER REFERENCES contact,
  fields       BLOB NOT NULL,
  fields_fold  BLOB NOT NULL,
  created      INTEGER NOT NULL,
  created_by   TEXT NOT NULL CHECK (created_by IN ('user', 'import', 'form', 'sample')),
  modified     INTEGER NOT NULL,
  revision     INTEGER NOT NULL,
  deleted      INTEGER
) STRICT;
CREATE INDEX card_status ON card (product, status, status_since) WHERE deleted IS NULL;
CREATE INDEX card_name ON card (product, name_fold, id) WHERE deleted IS NULL;
CREATE INDEX card_created ON card (product, created, id) WHERE deleted IS NULL;
CREATE INDEX card_modified ON card (product, modified, id) WHERE deleted IS NULL;
CREATE INDEX card_since ON card (product, status_since) WHERE deleted IS NULL;
CREATE INDEX card_contact ON card (contact) WHERE contact IS NOT NULL;

CREATE TABLE filter (
  id       INTEGER PRIMARY KEY,
  product  INTEGER NOT NULL REFERENCES product,
  name     TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  tree     TEXT NOT NULL,
  revision INTEGER NOT NULL,
  modified INTEGER NOT NULL,
  UNIQUE (product, name)
) STRICT;

CREATE TABLE template (
  id       INTEGER PRIMARY KEY,
  product  INTEGER NOT NULL REFERENCES product,
  kind     TEXT NOT NULL CHECK (kind IN ('email', 'sms', 'task')),
  name     TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  version  INTEGER NOT NULL,
  modified INTEGER NOT NULL,
  UNIQUE (product, kind, name)
) STRICT;

-- immutable: the store has no statement that changes a version
CREATE TABLE template_version (
  id        INTEGER PRIMARY KEY,
  template  INTEGER NOT NULL,
  number    INTEGER NOT NULL,
  subject   TEXT NOT NULL,
  body      TEXT NOT NULL,
  simplify  INTEGER NOT NULL CHECK (simplify IN (0, 1)),
  task_type TEXT NOT NULL,
  due_days  INTEGER NOT NULL,
  created   INTEGER NOT NULL,
  UNIQUE (template, number)
) STRICT;

CREATE TABLE folder (
  id      INTEGER PRIMARY KEY,
  product INTEGER NOT NULL REFERENCES product,
  name    TEXT NOT NULL,
  builtin TEXT NOT NULL CHECK (builtin IN ('', 'default', 'extensions'))
) STRICT;
CREATE UNIQUE INDEX folder_name ON folder (product, name) WHERE builtin = '';
CREATE UNIQUE INDEX folder_builtin ON folder (product, builtin) WHERE builtin <> '';

CREATE TABLE sequence (
  id           INTEGER PRIMARY KEY,
  product      INTEGER NOT NULL REFERENCES product,
  name         TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  description  TEXT NOT NULL,
  folder       INTEGER NOT NULL REFERENCES folder,
  filter       INTEGER REFERENCES filter,   -- a deleted sequence may lose it
  state        TEXT NOT NULL CHECK (state IN ('inactive', 'activating', 'active')),
  reentry      TEXT NOT NULL CHECK (reentry IN ('once', 'each', 'after_days')),
  reentry_days INTEGER NOT NULL,
  run_to_end   INTEGER NOT NULL CHECK (run_to_end IN (0, 1)),
  fallback     INTEGER REFERENCES app_user,
  revision     INTEGER NOT NULL,
  modified     INTEGER NOT NULL,
  modified_by  INTEGER REFERENCES app_user,
  activated    INTEGER,
  deactivated  INTEGER,
  scope        TEXT NOT NULL DEFAULT '' CHECK (scope IN ('', 'all', 'new')),
  cursor       INTEGER NOT NULL DEFAULT 0,  -- while activating: cards up to this id are done
  swept        INTEGER,                     -- time conditions are judged up to here
  deleted      INTEGER,
  CHECK (filter IS NOT NULL OR deleted IS NOT NULL)
) STRICT;
CREATE UNIQUE INDEX sequence_name ON sequence (product, name) WHERE deleted IS NULL;

CREATE TABLE step (
  id         INTEGER PRIMARY KEY,
  sequence   INTEGER NOT NULL REFERENCES sequence,
  position   INTEGER NOT NULL,
  kind       TEXT NOT NULL CHECK (kind IN ('email_client', 'sms_client', 'email_user', 'task_user')),
  delay      INTEGER NOT NULL CHECK (delay >= 0),
  unit       TEXT NOT NULL CHECK (unit IN ('days', 'hours', 'minutes')),
  sync       TEXT NOT NULL CHECK (sync IN ('any', 'workdays', 'weekend', 'weekdays')),
  weekdays   TEXT NOT NULL,
  from_clock TEXT NOT NULL,
  template   INTEGER REFERENCES template,
  template_b INTEGER REFERENCES template,
  assignee   INTEGER REFERENCES app_user,
  sender     INTEGER REFERENCES app_user,
  purpose    TEXT NOT NULL CHECK (purpose IN ('marketing', 'service')),
  lateness   INTEGER NOT NULL,
  disabled   INTEGER NOT NULL CHECK (disabled IN (0, 1)),
  only_if    TEXT,
  gone       INTEGER NOT NULL DEFAULT 0 CHECK (gone IN (0, 1))  -- removed by an edit; its history stays
) STRICT;
CREATE INDEX step_sequence ON step (sequence, position);

CREATE TABLE membership (
  sequence INTEGER NOT NULL REFERENCES sequence,
  card     INTEGER NOT NULL REFERENCES card,
  since    INTEGER NOT NULL,
  PRIMARY KEY (sequence, card)
) STRICT, WITHOUT ROWID;
CREATE INDEX membership_card ON membership (card);

-- the pending step of a live enrolment is in its own columns, so there is exactly one
CREATE TABLE enrolment (
  id       INTEGER PRIMARY KEY,
  sequence INTEGER NOT NULL REFERENCES sequence,
  card     INTEGER NOT NULL REFERENCES card,
  round    INTEGER NOT NULL CHECK (round >= 1),
  state    TEXT NOT NULL CHECK (state IN ('waiting', 'sending', 'held', 'completed', 'left', 'stopped')),
  reason   TEXT NOT NULL DEFAULT '',
  paused   INTEGER NOT NULL DEFAULT 0 CHECK (paused IN (0, 1)),
  by_hand  INTEGER NOT NULL DEFAULT 0 CHECK (by_hand IN (0, 1)),
  entered  INTEGER NOT NULL,
  anchor   INTEGER NOT NULL,
  step     INTEGER REFERENCES step,
  due      INTEGER,
  planned  INTEGER,
  ended    INTEGER,
  depth    INTEGER NOT NULL DEFAULT 0,
  UNIQUE (sequence, card, round),
  CHECK ((state IN ('completed', 'left', 'stopped')) = (ended IS NOT NULL)),
  CHECK ((state = 'waiting') = (due IS NOT NULL)),
  CHECK (ended IS NOT NULL OR (step IS NOT NULL AND planned IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX enrolment_live ON enrolment (sequence, card) WHERE ended IS NULL;
CREATE INDEX enrolment_due ON enrolment (due, id) WHERE state = 'waiting' AND paused = 0;
CREATE INDEX enrolment_held ON enrolment (id) WHERE state = 'held';
CREATE INDEX enrolment_card ON enrolment (card);

CREATE TABLE step_run (
  id        INTEGER PRIMARY KEY,
  enrolment INTEGER NOT NULL REFERENCES enrolment,
  step      INTEGER NOT NULL REFERENCES step,
  outcome   TEXT NOT NULL CHECK (outcome IN ('done', 'skipped', 'failed')),
  reason    TEXT NOT NULL,
  planned   INTEGER NOT NULL,
  at        INTEGER NOT NULL,
  letter    TEXT NOT NULL CHECK (letter IN ('', 'A', 'B')),
  task      INTEGER REFERENCES task,
  UNIQUE (enrolment, step)
) STRICT;

CREATE TABLE task (
  id       INTEGER PRIMARY KEY,
  card     INTEGER NOT NULL REFERENCES card,
  type     TEXT NOT NULL CHECK (type IN ('call', 'email', 'meeting', 'todo')),
  title    TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 500),
  note     TEXT NOT NULL,
  assignee INTEGER REFERENCES app_user,
  due      TEXT,
  done     INTEGER,
  done_by  INTEGER REFERENCES app_user,
  created  INTEGER NOT NULL,
  sequence INTEGER REFERENCES sequence,
  planned  INTEGER
) STRICT;
CREATE INDEX task_open ON task (assignee, due) WHERE done IS NULL;
CREATE INDEX task_card ON task (card);

CREATE TABLE message (
  id         INTEGER PRIMARY KEY,
  key        TEXT NOT NULL UNIQUE CHECK (length(key) = 26),
  channel    TEXT NOT NULL CHECK (channel IN ('email', 'sms')),
  state      TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'sent', 'delivered', 'failed', 'expired', 'uncertain', 'held', 'suppressed', 'cancelled')),
  reason     TEXT NOT NULL DEFAULT '',
  card       INTEGER NOT NULL REFERENCES card,
  contact    INTEGER REFERENCES contact,
  usr        INTEGER REFERENCES app_user,
  sequence   INTEGER NOT NULL REFERENCES sequence,
  enrolment  INTEGER NOT NULL REFERENCES enrolment,
  step       INTEGER NOT NULL REFERENCES step,
  resend     INTEGER NOT NULL DEFAULT 0,
  recipient  TEXT NOT NULL CHECK (recipient <> ''),
  to_name    TEXT NOT NULL,
  from_name  TEXT NOT NULL,
  from_email TEXT NOT NULL,
  reply_to   TEXT NOT NULL,
  version    INTEGER NOT NULL REFERENCES template_version,
  vals       TEXT NOT NULL,
  purpose    TEXT NOT NULL CHECK (purpose IN ('marketing', 'service')),
  parts      INTEGER NOT NULL DEFAULT 0,
  created    INTEGER NOT NULL,
  planned    INTEGER NOT NULL,
  due        INTEGER,
  attempts   INTEGER NOT NULL DEFAULT 0,
  handed_at  INTEGER,
  account    INTEGER,
  settled_at INTEGER,
  reply      TEXT NOT NULL DEFAULT '',
  remote     TEXT NOT NULL DEFAULT '',
  worker     INTEGER REFERENCES worker,
  fence      INTEGER NOT NULL DEFAULT 0,
  UNIQUE (enrolment, step, recipient, resend),
  CHECK ((state = 'queued') = (due IS NOT NULL)),
  CHECK (state <> 'sending' OR (worker IS NOT NULL AND handed_at IS NOT NULL)),
  CHECK (state IN ('queued', 'sending') OR worker IS NULL)
) STRICT;
CREATE INDEX message_due ON message (due, id) WHERE state = 'queued' AND worker IS NULL;
CREATE INDEX message_claimed ON message (worker) WHERE worker IS NOT NULL;
CREATE INDEX message_open ON message (state, id) WHERE state IN ('uncertain', 'held', 'failed', 'queued', 'sending');
CREATE INDEX message_state ON message (state, id);
CREATE INDEX message_card ON message (card);

CREATE TABLE activity (
  id       INTEGER PRIMARY KEY,
  card     INTEGER NOT NULL REFERENCES card,
  at       INTEGER NOT NULL,
  kind     TEXT NOT NULL CHECK (kind IN ('card', 'task', 'message', 'sequence')),
  cause    TEXT NOT NULL CHECK (cause IN ('user', 'import', 'sequence', 'system', 'sample')),
  usr      INTEGER REFERENCES app_user,
  sequence INTEGER REFERENCES sequence,
  message  INTEGER REFERENCES message,
  key      TEXT NOT NULL,
  args     TEXT NOT NULL
) STRICT;
CREATE INDEX activity_card ON activity (card, id);

CREATE TABLE account (
  id       INTEGER PRIMARY KEY,
  channel  TEXT NOT NULL CHECK (channel IN ('email', 'sms')),
  kind     TEXT NOT NULL CHECK (kind IN ('smtp', 'gateway')),
  name     TEXT NOT NULL,
  settings TEXT NOT NULL,
  secret   BLOB,
  stopped  INTEGER NOT NULL DEFAULT 0 CHECK (stopped IN (0, 1)),
  words    TEXT NOT NULL DEFAULT '',
  since    INTEGER,
  until    INTEGER
) STRICT;

CREATE TABLE import (
  id      INTEGER PRIMARY KEY,
  product INTEGER NOT NULL REFERENCES product,
  name    TEXT NOT NULL,
  hash    TEXT NOT NULL,
  data    BLOB,
  created INTEGER NOT NULL,
  applied INTEGER,
  cards   INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX import_hash ON import (hash);
