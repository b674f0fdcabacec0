-- +goose Up
-- the zone in which a sequence's time conditions were judged up to "swept": in another one they are judged anew
ALTER TABLE sequence ADD COLUMN swept_zone TEXT NOT NULL DEFAULT '';
UPDATE sequence SET swept_zone = coalesce((SELECT value->>'$.zone' FROM setting WHERE key = 'workspace'), 'UTC') WHERE state <> 'inactive';

-- a number that every change of what cards are judged by makes larger: whoever keeps
-- a compiled filter or a catalogue sees by it that they are still those of the database
INSERT INTO counter (noun, last) VALUES ('definition', 1) ON CONFLICT DO NOTHING;
-- +goose StatementBegin
CREATE TRIGGER define_product_made AFTER INSERT ON product BEGIN
  UPDATE counter SET last = last + 1 WHERE noun = 'definition';
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER define_product_changed AFTER UPDATE ON product BEGIN
  UPDATE counter SET last = last + 1 WHERE noun = 'definition';
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER define_product_gone AFTER DELETE ON product BEGIN
  UPDATE counter SET last = last + 1 WHERE noun = 'definition';
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER define_status_made AFTER INSERT ON status BEGIN
  UPDATE counter SET last = last + 1 WHERE noun = 'definition';
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER define_status_changed AFTER UPDATE ON status BEGIN
  UPDATE counter SET last = last + 1 WHERE noun = 'definition';
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER define_status_gone AFTER DELETE ON status BEGIN
  UPDATE counter SET last = last + 1 WHERE noun = 'definition';
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER define_field_made AFTER INSERT ON field BEGIN
  UPDATE counter SET last = last + 1 WHERE noun = 'definition';
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER define_field_changed AFTER UPDATE ON field BEGIN
  UPDATE counter SET last = last + 1 WHERE noun = 'definition';
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER define_field_gone AFTER DELETE ON field BEGIN
  UPDATE counter SET last = last + 1 WHERE noun = 'definition';
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER define_choice_made AFTER INSERT ON choice BEGIN
  UPDATE counter SET last = last + 1 WHERE noun = 'definition';
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER define_choice_changed AFTER UPDATE ON choice BEGIN
  UPDATE counter SET last = last + 1 WHERE noun = 'definition';
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER define_choice_gone AFTER DELETE ON choice BEGIN
  UPDATE counter SET last = last + 1 WHERE noun = 'definition';
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER define_app_user_made AFTER INSERT ON app_user BEGIN
  UPDATE counter SET last = last + 1 WHERE noun = 'definition';
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER define_app_user_changed AFTER UPDATE ON app_user BEGIN
  UPDATE counter SET last = last + 1 WHERE noun = 'definition';
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER define_app_user_gone AFTER DELETE ON app_user BEGIN
  UPDATE counter SET last = last + 1 WHERE noun = 'definition';
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER define_tag_made AFTER INSERT ON tag BEGIN
  UPDATE counter SET last = last + 1 WHERE noun = 'definition';
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER define_tag_changed AFTER UPDATE ON tag BEGIN
  UPDATE counter SET last = last + 1 WHERE noun = 'definition';
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER define_tag_gone AFTER DELETE ON tag BEGIN
  UPDATE counter SET last = last + 1 WHERE noun = 'definition';
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER define_filter_made AFTER INSERT ON filter BEGIN
  UPDATE counter SET last = last + 1 WHERE noun = 'definition';
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER define_filter_changed AFTER UPDATE ON filter BEGIN
  UPDATE counter SET last = last + 1 WHERE noun = 'definition';
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER define_filter_gone AFTER DELETE ON filter BEGIN
  UPDATE counter SET last = last + 1 WHERE noun = 'definition';
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER define_template_made AFTER INSERT ON template BEGIN
  UPDATE counter SET last = last + 1 WHERE noun = 'definition';
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER define_template_changed AFTER UPDATE ON template BEGIN
  UPDATE counter SET last = last + 1 WHERE noun = 'definition';
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER define_template_gone AFTER DELETE ON template BEGIN
  UPDATE counter SET last = last + 1 WHERE noun = 'definition';
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER define_step_made AFTER INSERT ON step BEGIN
  UPDATE counter SET last = last + 1 WHERE noun = 'definition';
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER define_step_changed AFTER UPDATE ON step BEGIN
  UPDATE counter SET last = last + 1 WHERE noun = 'definition';
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER define_step_gone AFTER DELETE ON step BEGIN
  UPDATE counter SET last = last + 1 WHERE noun = 'definition';
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER define_sequence_made AFTER INSERT ON sequence BEGIN
  UPDATE counter SET last = last + 1 WHERE noun = 'definition';
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER define_sequence_changed AFTER UPDATE OF product, name, description, folder, filter, state, reentry, reentry_days, run_to_end, fallback,
  revision, modified, modified_by, activated, deactivated, deleted ON sequence BEGIN
  UPDATE counter SET last = last + 1 WHERE noun = 'definition';
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER define_sequence_gone AFTER DELETE ON sequence BEGIN
  UPDATE counter SET last = last + 1 WHERE noun = 'definition';
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER define_workspace_made AFTER INSERT ON setting WHEN new.key = 'workspace' BEGIN
  UPDATE counter SET last = last + 1 WHERE noun = 'definition';
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER define_workspace_changed AFTER UPDATE ON setting WHEN new.key = 'workspace' BEGIN
  UPDATE counter SET last = last + 1 WHERE noun = 'definition';
END;
-- +goose StatementEnd
