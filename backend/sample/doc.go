// Package sample is what a workspace begins with, and the demonstration
// business: a workshop that sells and fits windows and heat pumps, with its
// clients, filters, templates and sequences, in English, Romanian and
// Hungarian.
//
// Reading order: begin.go (the first run), status.go (the statuses every
// product starts with), fill.go (the business, in order), then a file for each
// noun and words_*.go, where each language's own texts stand. The same moment
// and the same language always give the same business: it knows no chance and
// no clock but the transaction's.
package sample
