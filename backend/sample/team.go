package sample

import "stepwise/backend/crm"

// makeTeam adds the two colleagues who share the cards with the administrator.
func (b *business) makeTeam() error {
	mihai := crm.User{Name: "Mihai Pătrașcu", Email: "mihai.patrascu@example.com", Phone: phoneOf("0708 200 101").Value, Language: "ro"}
	reka := crm.User{Name: "Kelemen Réka", Email: "reka.kelemen@example.com", Phone: phoneOf("0708 200 102").Value, Language: "hu"}
	b.team = []crm.User{b.me}
	b.taken[b.me.Name] = true // no client is called like the reader
	for _, u := range []crm.User{mihai, reka} {
		u.Role, u.Active = crm.RoleMember, true
		u.Signature = u.Name + "\n" + b.w.signature
		saved, err := b.tx.SaveUser(u)
		if err != nil {
			return err
		}
		b.team = append(b.team, saved)
	}
	return nil
}

// owner is who has a card: the administrator a little more often, and a few
// new leads nobody yet.
func (b *business) owner(card, status int) crm.User {
	if status == newLead && percent(card, "nobody", 8) {
		return crm.User{}
	}
	return b.team[[]int{0, 0, 1, 1, 2}[draw(card, "owner", 5)]]
}
