package store

import "stepwise/backend/crm"

// RecipeCopy is a sequence that was copied from a recipe.
type RecipeCopy struct {
	Sequence crm.SequenceID `db:"sequence"`
	Recipe   string         `db:"recipe"`
	Language string         `db:"language"`
	Name     string         `db:"name"` // of the sequence
}

// RecipeCopies are the sequences of a product that were copied from recipes.
func (v *View) RecipeCopies(product crm.ProductID) ([]RecipeCopy, error) {
	list := []RecipeCopy{}
	return list, v.list(&list, `SELECT r.sequence, r.recipe, r.language, s.name FROM recipe_copy r JOIN sequence s ON s.id = r.sequence
		WHERE s.product = ? AND s.deleted IS NULL ORDER BY r.sequence`, product)
}

// AddRecipeCopy notes from which recipe a sequence was copied.
func (t *Tx) AddRecipeCopy(sequence crm.SequenceID, recipe, language string) error {
	return t.must("INSERT INTO recipe_copy (sequence, recipe, language) VALUES (?, ?, ?)", sequence, recipe, language)
}
