package main

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// texts are the licence texts that were found, each once, with whose they are.
type texts struct {
	groups map[string]*group
	order  []string
}

type group struct {
	name   string // "MIT"
	text   string // without the lines that name the holders
	owners []string
}

func newTexts() *texts { return &texts{groups: map[string]*group{}} }

var holder = regexp.MustCompile(`(?im)^\s*(copyright\b.*|all rights reserved\.?|\(c\) .*)$`)

// add notes the licence texts of a part; it answers the name of the first.
func (t *texts) add(p part) (string, error) {
	found, err := licenceTexts(p.dir)
	if err != nil {
		return "", err
	}
	if len(found) == 0 {
		return "", t.none(p)
	}
	for _, text := range found {
		var holders []string
		for _, line := range holder.FindAllString(text, -1) {
			holders = append(holders, strings.Join(strings.Fields(line), " "))
		}
		bare := strings.TrimSpace(holder.ReplaceAllString(text, ""))
		key := strings.ToLower(strings.Join(strings.Fields(bare), " "))
		g := t.groups[key]
		if g == nil {
			g = &group{name: nameOf(key), text: bare}
			t.groups[key] = g
			t.order = append(t.order, key)
		}
		owner := p.name
		if len(holders) > 0 && len(holders) < 6 {
			owner += ": " + strings.Join(holders, " ")
		}
		g.owners = append(g.owners, owner)
	}
	return nameOf(strings.ToLower(strings.Join(strings.Fields(found[0]), " "))), nil
}

// none accepts a part without a licence file only where its package names one.
func (t *texts) none(p part) error {
	if p.licence == "" {
		return fmt.Errorf("%s has no licence file", p.name)
	}
	return nil
}

// nameOf tells a licence by words that only it has.
func nameOf(text string) string {
	for _, known := range []struct{ words, name string }{
		{"bitstream vera", "Bitstream Vera"},
		{"sil open font license", "OFL-1.1"},
		{"apache license", "Apache-2.0"},
		{"this is free and unencumbered software", "Unlicense"},
		{"neither the name", "BSD-3-Clause"},
		{"redistribution and use in source and binary forms", "BSD-2-Clause"},
		{"permission is hereby granted, free of charge", "MIT"},
		{"permission to use, copy, modify, and/or distribute", "ISC or 0BSD"},
	} {
		if strings.Contains(text, known.words) {
			return known.name
		}
	}
	return "Notice"
}

var blankLines = regexp.MustCompile(`\n{3,}`)

func (t *texts) write(b *strings.Builder) {
	b.WriteString("\n## The texts\n")
	for _, key := range t.order {
		g := t.groups[key]
		slices.Sort(g.owners)
		fmt.Fprintf(b, "\n### %s\n\n", g.name)
		for _, owner := range slices.Compact(g.owners) {
			fmt.Fprintf(b, "- %s\n", owner)
		}
		fmt.Fprintf(b, "\n```text\n%s\n```\n", blankLines.ReplaceAllString(g.text, "\n\n"))
	}
}
