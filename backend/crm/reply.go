package crm

// Reply is what a client wrote back.
type Reply struct {
	Channel Channel
	From    string   // normalised address or E.164
	Message *Message // that it answers; nil where that is not known
	Card    CardID   // that it belongs to; none: that of the message, else all whose main contact has the address
	Subject string   // of an email
	Text    string   // its first lines
	Auto    bool     // a machine answered: it is noted and stops nothing
}
