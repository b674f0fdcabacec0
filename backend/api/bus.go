package api

import (
	"slices"
	"sync"
)

// Event says that things of one noun changed, so that whoever shows them
// fetches them again. It carries no data.
type Event struct {
	Noun string   `json:"noun"` // "card", "sequence", "job" …; "*" is all nouns
	IDs  []string `json:"ids"`  // their ids, or the one entry "*" for all
}

// All is the event of a listener that may have missed something.
var All = Event{Noun: "*", IDs: []string{"*"}}

// maxEventIDs is how many ids of one noun an event names before it says "*".
const maxEventIDs = 100

// Bus tells every open window and browser what changed. The zero Bus is ready.
type Bus struct {
	mu        sync.Mutex
	listeners map[*Listener]struct{}
	changes   uint64
}

// Changes counts how often something was published. What was read after this
// many changes lacks none of them.
func (b *Bus) Changes() uint64 {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.changes
}

// Publish tells all listeners. It never waits for a slow one: what that one has
// not taken yet is merged.
func (b *Bus) Publish(events ...Event) {
	if len(events) == 0 {
		return
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.changes++
	for l := range b.listeners {
		l.add(events)
	}
}

// Listen starts to collect events for one window or browser, until Close.
func (b *Bus) Listen() *Listener {
	l := &Listener{bus: b, ready: make(chan struct{}, 1), waiting: map[string][]string{}}
	b.mu.Lock()
	defer b.mu.Unlock()
	l.since = b.changes
	if b.listeners == nil {
		b.listeners = map[*Listener]struct{}{}
	}
	b.listeners[l] = struct{}{}
	return l
}

// Listener holds what one window or browser has not been told yet: per noun at
// most maxEventIDs ids, so it never grows.
type Listener struct {
	bus     *Bus
	ready   chan struct{}
	since   uint64
	mu      sync.Mutex
	order   []string // nouns, by first mention
	waiting map[string][]string
}

// Since is the count of changes that this listener was too late to hear of.
func (l *Listener) Since() uint64 { return l.since }

// Ready gets a value when there is something to take.
func (l *Listener) Ready() <-chan struct{} { return l.ready }

// Take hands over what has come since the last Take, one event per noun.
func (l *Listener) Take() []Event {
	l.mu.Lock()
	defer l.mu.Unlock()
	events := make([]Event, 0, len(l.order))
	for _, noun := range l.order {
		events = append(events, Event{Noun: noun, IDs: l.waiting[noun]})
	}
	l.order, l.waiting = nil, map[string][]string{}
	return events
}

// Close stops the collecting.
func (l *Listener) Close() {
	l.bus.mu.Lock()
	defer l.bus.mu.Unlock()
	delete(l.bus.listeners, l)
}

func (l *Listener) add(events []Event) {
	l.mu.Lock()
	for _, e := range events {
		l.merge(e)
	}
	l.mu.Unlock()
	select {
	case l.ready <- struct{}{}:
	default: // it has been told already
	}
}

func (l *Listener) merge(e Event) {
	ids, known := l.waiting[e.Noun]
	if !known {
		l.order = append(l.order, e.Noun)
	}
	for _, id := range e.IDs {
		if !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	if len(ids) > maxEventIDs || slices.Contains(ids, "*") {
		ids = []string{"*"}
	}
	l.waiting[e.Noun] = ids
}
