package api

import (
	"slices"
	"strings"

	"stepwise/backend/crm"
	"stepwise/backend/filter"
	"stepwise/backend/store"
)

// adviceOn is what is certain of a tree by its logic, and what is striking about
// the cards that match now: none, or all of several.
func adviceOn(v *store.View, in PreviewFilterIn, env filter.Env, total int) ([]filter.Advice, error) {
	list := filter.Advise(in.Tree, env.Cat, env)
	list, err := notCounted(v, in.Tree, list)
	if err != nil {
		return nil, err
	}
	said := func(key string) bool {
		return slices.ContainsFunc(list, func(a filter.Advice) bool { return a.Say.Key == "filter.advice."+key })
	}
	switch {
	case total == 0 && !said("never"):
		return append(list, striking(crm.Say("filter.advice.none_now"))), nil
	case total <= 1 || said("everything"):
		return list, nil
	}
	all, err := v.CountUpTo(store.ListQuery{Product: in.Product}, total+1)
	if err == nil && all == total {
		list = append(list, striking(crm.Say("filter.advice.all_now", "count", total)))
	}
	return list, err
}

func striking(say crm.Phrase) filter.Advice {
	return filter.Advice{Paths: []string{""}, Beside: []string{}, Say: say, Level: filter.AdviceWarning}
}

// notCounted adds that conditions ask for what the workspace doesn't count: emails
// that were opened, clicks on ordinary links.
func notCounted(v *store.View, tree crm.Group, list []filter.Advice) ([]filter.Advice, error) {
	ws, err := v.Workspace()
	if err != nil {
		return nil, err
	}
	opens := anyCondition(tree, func(c crm.Condition) bool { return c.Subject == "messages" && strings.Contains(c.Op, "opened") })
	if opens && !ws.TrackOpens {
		list = append(list, striking(crm.Say("filter.advice.opens_off")))
	}
	links := func(value string) bool { return strings.HasPrefix(value, "link_") }
	clicks := anyCondition(tree, func(c crm.Condition) bool {
		return c.Subject == "messages" && strings.Contains(c.Op, "clicked") && !slices.ContainsFunc(c.Values, links)
	})
	if clicks && !ws.TrackClicks {
		list = append(list, striking(crm.Say("filter.advice.clicks_off")))
	}
	return list, nil
}
