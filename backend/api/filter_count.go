package api

import (
	"context"
	"sync"

	"stepwise/backend/crm"
	"stepwise/backend/filter"
	"stepwise/backend/store"
)

// CountFiltersIn names filters to be counted.
type CountFiltersIn struct {
	IDs []crm.FilterID `json:"ids" ts_type:"string[]"`
}

// FilterCount is how many cards match a filter now; -1 if it is broken.
type FilterCount struct {
	ID      crm.FilterID `json:"id" ts_type:"string"`
	Matches int          `json:"matches"`
}

// uncounted stands for a count that was not made.
const uncounted = -2

// counters is how many counts run at the same time: they read every card, and
// the others who read must not wait for them.
const counters = 2

// CountFilters counts the cards of filters, one after the other; it ends when
// the asker goes. Filters of active sequences are counted at once.
func (s *Session) CountFilters(in CountFiltersIn) (out []FilterCount, err error) {
	out = make([]FilterCount, 0, len(in.IDs))
	return out, s.count(s.ctx, func(v *store.View) error {
		for _, id := range in.IDs {
			f, err := v.Filter(id)
			if err != nil {
				return err
			}
			n, err := knownMatches(v, id)
			if err == nil && n == uncounted {
				n, err = countFilter(v, f)
			}
			if err != nil {
				return err
			}
			out = append(out, FilterCount{ID: id, Matches: n})
		}
		return nil
	})
}

// count is read for what may go through all cards: it waits for its turn.
func (s *Session) count(ctx context.Context, fn func(*store.View) error) error {
	select {
	case s.svc.counting <- struct{}{}:
		defer func() { <-s.svc.counting }()
	case <-ctx.Done():
		return ctx.Err()
	}
	return s.svc.deps.Store.Read(ctx, fn)
}

// knownMatches is how many cards match a filter that an active sequence judges
// by; uncounted where none does.
func knownMatches(v *store.View, id crm.FilterID) (int, error) {
	list, err := v.SequencesOfFilter(id)
	if err != nil {
		return 0, err
	}
	for _, q := range list {
		if q.State == crm.SequenceActive {
			return v.CountMembers(q.ID)
		}
	}
	return uncounted, nil
}

// countFilter counts the cards that match a saved filter; -1 if it is broken.
func countFilter(v *store.View, f crm.Filter) (int, error) {
	env, err := envOf(v, f.Product)
	if err != nil {
		return 0, err
	}
	q, err := filter.Compile(f.Tree, env)
	if err != nil {
		return -1, nil //nolint:nilerr // the check at save says why
	}
	return v.CountMatches(f.Product, q)
}

// latest lets only the newest of its calls go on.
type latest struct {
	mu   sync.Mutex
	stop context.CancelFunc
}

// begin ends the call before; done ends this one.
func (l *latest) begin(ctx context.Context) (context.Context, context.CancelFunc) {
	ctx, stop := context.WithCancel(ctx)
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.stop != nil {
		l.stop()
	}
	l.stop = stop
	return ctx, stop
}
