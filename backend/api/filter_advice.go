package api

import (
	"slices"

	"stepwise/backend/crm"
	"stepwise/backend/filter"
	"stepwise/backend/store"
)

// adviceOn is what is certain of a tree by its logic, and what is striking about
// the cards that match now: none, or all of several.
func adviceOn(v *store.View, in PreviewFilterIn, env filter.Env, total int) ([]filter.Advice, error) {
	list := filter.Advise(in.Tree, env.Cat, env)
	said := func(key string) bool {
		return slices.ContainsFunc(list, func(a filter.Advice) bool { return a.Say.Key == "filter.advice."+key })
	}
	switch {
	case total == 0 && !said("never"):
		return append(list, striking(crm.Say("filter.advice.none_now"))), nil
	case total <= 1 || said("everything"):
		return list, nil
	}
	all, err := v.CountMatching(store.ListQuery{Product: in.Product})
	if err == nil && all == total {
		list = append(list, striking(crm.Say("filter.advice.all_now", "count", total)))
	}
	return list, err
}

func striking(say crm.Phrase) filter.Advice {
	return filter.Advice{Paths: []string{""}, Beside: []string{}, Say: say, Level: filter.AdviceWarning}
}
