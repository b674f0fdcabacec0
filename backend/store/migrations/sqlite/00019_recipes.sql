-- +goose Up
-- which automations were copied from a recipe, so that the gallery can say so
CREATE TABLE recipe_copy (
  sequence INTEGER PRIMARY KEY REFERENCES sequence,
  recipe   TEXT NOT NULL,
  language TEXT NOT NULL CHECK (language IN ('en', 'ro', 'hu'))
) STRICT;
-- +goose StatementBegin
CREATE TRIGGER recipe_copy_goes AFTER UPDATE OF deleted ON sequence WHEN NEW.deleted IS NOT NULL BEGIN
  DELETE FROM recipe_copy WHERE sequence = NEW.id;
END;
-- +goose StatementEnd
