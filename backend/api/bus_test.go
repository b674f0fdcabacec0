package api

import (
	"fmt"
	"reflect"
	"testing"
)

func TestAListenerHearsWhatCameSinceItLastTook(t *testing.T) {
	t.Parallel()
	var bus Bus
	bus.Publish(Event{"card", []string{"card_1"}}) // nobody listens yet
	l := bus.Listen()
	bus.Publish(Event{"card", []string{"card_2"}}, Event{"task", []string{"task_1"}})
	bus.Publish(Event{"card", []string{"card_3", "card_2"}})
	<-l.Ready()
	want := []Event{{"card", []string{"card_2", "card_3"}}, {"task", []string{"task_1"}}}
	if got := l.Take(); !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if got := l.Take(); len(got) != 0 {
		t.Errorf("nothing new, got %v", got)
	}
	l.Close()
	bus.Publish(Event{"card", []string{"card_4"}})
	if got := l.Take(); len(got) != 0 {
		t.Errorf("it is closed, got %v", got)
	}
}

func TestAListenerThatIsSlowNeitherGrowsNorHoldsUp(t *testing.T) {
	t.Parallel()
	var bus Bus
	l := bus.Listen()
	for i := range 10_000 {
		bus.Publish(Event{"card", []string{fmt.Sprint("card_", i)}}, Event{"task", []string{"task_1"}})
	}
	want := []Event{{"card", []string{"*"}}, {"task", []string{"task_1"}}}
	if got := l.Take(); !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestAllOfANounStaysAllOfIt(t *testing.T) {
	t.Parallel()
	var bus Bus
	l := bus.Listen()
	bus.Publish(Event{"card", []string{"*"}})
	bus.Publish(Event{"card", []string{"card_1"}})
	if got := l.Take(); !reflect.DeepEqual(got, []Event{{"card", []string{"*"}}}) {
		t.Errorf("got %v", got)
	}
}
