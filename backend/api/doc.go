// Package api is what a person can ask: every exported method of Session is one
// operation, of the form
//
//	func (s *Session) Name(in NameIn) (NameOut, error)
//
// or without In. The window binds the operations (app_gen.go at the top level
// is made from them), serve offers the same ones as POST /rpc/<Name>; nothing
// else is needed to add one but the method and `make gen`.
//
// Reading order: session.go, guard.go (what holds for every operation),
// call.go (how /rpc finds them), bus.go (what changed), then one file per noun.
//
// It must not know which of the two transports asked, nor how anything is
// drawn. Operations return *crm.Error; whatever else comes out of them is our
// fault, logged, and shown as a reference.
package api
