// Package intake reads what comes from outside by rules that an administrator
// made: "Label: value" in the text of a mail, places in what another program
// sends. It returns texts by the keys of a lead ("contact.email"); what they mean,
// and whether they are right, is for others to say.
//
// Reading order: labels.go (the text of a mail), letter.go (a whole mail),
// path.go (places in JSON), body.go (what a program sent).
//
// It must not know the database.
package intake
