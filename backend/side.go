package backend

import (
	"context"
	"crypto/tls"
	"log/slog"
	"net"
	"net/netip"
	"reflect"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"

	"stepwise/backend/api"
	"stepwise/backend/crm"
	"stepwise/backend/public"
)

// PublicSite is where clients are answered, as the start of serve says.
type PublicSite struct {
	Address string         // "0.0.0.0:443"
	TLS     *tls.Config    // TLS is its own
	Proxies []netip.Prefix // TLS is theirs
}

// side listens for clients, by the setting or as it was told, apart from
// everything else.
type side struct {
	fixed atomic.Pointer[PublicSite]
	state atomic.Pointer[crm.PublicState]
	again chan struct{} // somebody thinks that listening may work now

	follow sync.WaitGroup

	one    sync.Mutex // only one listens
	what   string     // what is listened for now; "" for nothing
	hangUp func()
}

// sideState is told about where listening began or ended, not what is wanted.
const sideState = "state"

func newSide() *side {
	s := &side{again: make(chan struct{}, 1)}
	s.state.Store(&crm.PublicState{})
	return s
}

// ServePublic listens for clients where the start of serve says; the setting
// counts for nothing then. It must come before Start. Errors: unavailable
// "public.address_taken", invalid "server.bad_address".
func (b *Backend) ServePublic(site PublicSite) error {
	l, err := listenPublic(site.Address)
	if err != nil {
		return err
	}
	b.side.fixed.Store(&site)
	b.side.one.Lock()
	defer b.side.one.Unlock()
	b.answer(l, site, "fixed")
	return nil
}

// followSide listens for clients as the setting says, until b closes. It runs
// beside everything else.
func (b *Backend) followSide() {
	changes := b.service.Bus().Listen()
	defer changes.Close()
	for b.live.Err() == nil {
		b.lookAtSide()
		for wanted := false; !wanted; {
			select {
			case <-b.live.Done():
				return
			case <-b.side.again:
				wanted = true
			case <-changes.Ready():
				for _, e := range changes.Take() {
					wanted = wanted || e.Noun == "*" || e.Noun == "public" && !slices.Contains(e.IDs, sideState)
				}
			}
		}
	}
}

// retrySide looks again where listening failed; it doesn't wait.
func (b *Backend) retrySide() {
	if b.side.state.Load().Trouble == nil {
		return
	}
	select {
	case b.side.again <- struct{}{}:
	default:
	}
}

func (b *Backend) lookAtSide() {
	if b.side.fixed.Load() != nil {
		return
	}
	setting, err := b.service.PublicSide(b.live)
	if err != nil {
		return // at the next change, or beat
	}
	address := addressOf(setting)
	b.side.one.Lock()
	defer b.side.one.Unlock()
	if b.live.Err() != nil || b.side.what == address && b.side.state.Load().Trouble == nil {
		return
	}
	b.side.end()
	if address == "" {
		b.tellSide(crm.PublicState{})
		return
	}
	l, err := listenPublic(address)
	if err != nil {
		b.log.Warn("the public side can't listen", slog.Any("error", err))
		b.tellSide(crm.PublicState{Trouble: phraseOf(err)})
		return
	}
	site := PublicSite{Address: address}
	if setting.Reach == crm.ReachComputer { // whoever comes from elsewhere comes by a proxy or tunnel on this computer
		site.Proxies = []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8"), netip.MustParsePrefix("::1/128")}
	}
	b.answer(l, site, address)
}

// answer begins to answer on l; the caller holds one.
func (b *Backend) answer(l net.Listener, site PublicSite, what string) {
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	server := public.New(public.Options{
		Service: b.service, Log: b.log, Since: Stopwatch, Proxies: site.Proxies, Secure: site.TLS != nil,
	})
	b.side.what, b.side.hangUp = what, func() { cancel(); <-done }
	fixed := b.side.fixed.Load() != nil
	state := crm.PublicState{On: true, Fixed: fixed, Address: l.Addr().String()}
	if site.TLS == nil && (!fixed || len(site.Proxies) == 0) { // else it is found by a name alone
		state.Addresses = addressesOf(l.Addr())
	}
	b.tellSide(state)
	go func() {
		defer close(done)
		if err := server.Run(ctx, l, site.TLS); err != nil && ctx.Err() == nil {
			b.log.Error("the public side ended", slog.Any("error", err))
			b.tellSide(crm.PublicState{Fixed: b.side.fixed.Load() != nil, Trouble: phraseOf(err)})
		}
	}()
}

// end hangs up and waits; the caller holds one.
func (s *side) end() {
	if s.hangUp != nil {
		s.hangUp()
	}
	s.what, s.hangUp = "", nil
}

// close ends listening for good; nobody follows the setting any more.
func (s *side) close() {
	s.follow.Wait()
	s.one.Lock()
	defer s.one.Unlock()
	s.end()
}

func (b *Backend) tellSide(now crm.PublicState) {
	if before := b.side.state.Swap(&now); !reflect.DeepEqual(*before, now) {
		b.service.Bus().Publish(api.Event{Noun: "public", IDs: []string{sideState}})
	}
}

func addressOf(p crm.PublicSide) string {
	switch p.Reach {
	case crm.ReachComputer:
		return net.JoinHostPort("127.0.0.1", strconv.Itoa(p.Port))
	case crm.ReachNetwork:
		return net.JoinHostPort("0.0.0.0", strconv.Itoa(p.Port))
	}
	return ""
}

func listenPublic(address string) (net.Listener, error) {
	_, port, err := net.SplitHostPort(address)
	if err != nil {
		return nil, crm.Fail(crm.CodeInvalid, "server.bad_address", "address", address)
	}
	l, err := new(net.ListenConfig).Listen(context.Background(), "tcp", address)
	if err != nil {
		e := crm.Fail(crm.CodeUnavailable, "public.address_taken", "address", address, "port", port)
		e.Cause = err
		return nil, e
	}
	return l, nil
}

// addressesOf are where browsers find a listener, nearest first: of one that
// listens everywhere, all addresses of this computer that others of its network
// have too.
func addressesOf(at net.Addr) []string {
	own, ok := at.(*net.TCPAddr)
	if !ok {
		return nil
	}
	port := strconv.Itoa(own.Port)
	if !own.IP.IsUnspecified() {
		return []string{"http://" + net.JoinHostPort(own.IP.String(), port)}
	}
	var out []string
	all, _ := net.InterfaceAddrs() // without them there is still this computer's own
	for _, a := range all {
		if n, ok := a.(*net.IPNet); ok && n.IP.To4() != nil && n.IP.IsPrivate() {
			out = append(out, "http://"+net.JoinHostPort(n.IP.String(), port))
		}
	}
	return append(out, "http://"+net.JoinHostPort("127.0.0.1", port))
}

func phraseOf(err error) *crm.Phrase {
	say := crm.Say("public.ended")
	if ours, ok := err.(*crm.Error); ok { //nolint:errorlint // those of listenPublic come out as they are
		say = crm.Phrase{Key: ours.Key, Args: ours.Args}
	}
	return &say
}
