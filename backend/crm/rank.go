package crm

// Ranks orders the statuses by how far a card in them is: what is won is further
// than what is open, what is lost is the least far.
func (c *Catalogue) Ranks() map[StatusID]int {
	groups := map[StatusGroup]int{GroupLost: 0, GroupOpen: 1, GroupWon: 2}
	ranks := make(map[StatusID]int, len(c.Statuses))
	for _, st := range c.Statuses {
		ranks[st.ID] = groups[st.Group]*1_000_000 + st.Position
	}
	return ranks
}
