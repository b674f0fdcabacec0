// Package pack is automations as one file that people can read: what they are
// called, whom they are for, what they say and when. A pack names everything and
// has no ids, so that any product can take it in.
//
// Reading order: pack.go (what is in a pack), read.go and node.go (YAML to a
// pack, everything wrong at once, each with its line), write.go and emit.go (a
// pack to YAML: the same pack always gives the same bytes), letter.go and
// inline.go (documents as plain lines), of.go (a product's automation as a pack),
// names.go (conditions with names and with ids), recipe.go (the packs that the
// program brings along, in its languages).
//
// YAML has surprises; here it has none: texts that could be read as something
// else are quoted, types are not guessed, keys stand once, there are no aliases,
// and size and depth are bounded before anything is looked at.
//
// It must not know a database: what there already is, and what becomes of a
// pack, is for api to say.
package pack
