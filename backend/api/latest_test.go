package api

import "testing"

// What was asked before is given up once something newer is asked; what is done
// gives up nothing.
func TestANewerQuestionEndsTheOneBefore(t *testing.T) {
	t.Parallel()
	var l latest
	first, done := l.begin(t.Context())
	second, _ := l.begin(t.Context())
	if first.Err() == nil || second.Err() != nil {
		t.Errorf("first %v, second %v", first.Err(), second.Err())
	}
	done()
	if second.Err() != nil {
		t.Error("the end of the first ended the second")
	}
}
