package smpp

import (
	"context"
	"errors"
	"net"
	"sync"
	"time"

	"stepwise/backend/crm"
)

// How long an answer may take, and how often an idle connection is asked
// whether it is still there.
const (
	waitAnswer = 30 * time.Second
	keepAlive  = 30 * time.Second
)

// waiting is how many messages that came in may wait to be written down.
const waiting = 64

var (
	errClosed = errors.New("the connection is closed")
	errLate   = errors.New("no answer in time")
)

// session is one bound connection.
type session struct {
	conn   net.Conn
	window chan struct{}       // a place for each request that has no answer yet
	take   func(message) error // a message that came in
	in     chan pdu            // deliver_sm, in order
	done   chan struct{}       // closed at the end
	write  sync.Mutex          // one PDU at a time
	mu     sync.Mutex          // of what follows
	seq    uint32
	asked  map[uint32]chan pdu
	ended  bool
}

func newSession(conn net.Conn, window int, take func(message) error) *session {
	s := &session{
		conn: conn, window: make(chan struct{}, max(window, 1)), take: take,
		in: make(chan pdu, waiting), done: make(chan struct{}), asked: map[uint32]chan pdu{},
	}
	go s.read()
	go s.receive()
	return s
}

// alive says whether the connection is still there, as far as known.
func (s *session) alive() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return !s.ended
}

// close ends everything that waits.
func (s *session) close() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.ended {
		return
	}
	s.ended = true
	close(s.done)
	_ = s.conn.Close()
}

// ask sends a request and waits for its answer. before is called just before
// its first byte leaves: the whole PDU is ready by then. sent is false where
// the PDU did not leave whole, so that nobody can have acted on it.
func (s *session) ask(ctx context.Context, id uint32, body []byte, before func() error) (answer pdu, sent bool, err error) {
	ctx, cancel := context.WithTimeout(ctx, waitAnswer)
	defer cancel()
	select {
	case s.window <- struct{}{}:
		defer func() { <-s.window }()
	case <-s.done:
		return pdu{}, false, errClosed
	case <-ctx.Done():
		return pdu{}, false, errLate
	}
	seq, reply, err := s.expect()
	if err != nil {
		return pdu{}, false, err
	}
	defer s.forget(seq)
	if before != nil {
		if err := before(); err != nil {
			return pdu{}, false, err
		}
	}
	stuck := context.AfterFunc(ctx, s.close) // also a write that hangs
	defer stuck()
	if err := s.send(pdu{id: id, seq: seq, body: body}); err != nil {
		s.close()
		return pdu{}, false, err
	}
	select {
	case answer = <-reply:
		return answer, true, nil
	case <-s.done:
		select { // it may have come just before the end
		case answer = <-reply:
			return answer, true, nil
		default:
		}
		if ctx.Err() != nil {
			return pdu{}, true, errLate
		}
		return pdu{}, true, errClosed
	}
}

func (s *session) expect() (uint32, chan pdu, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.ended {
		return 0, nil, errClosed
	}
	s.seq = s.seq%0x7fffffff + 1
	reply := make(chan pdu, 1)
	s.asked[s.seq] = reply
	return s.seq, reply, nil
}

func (s *session) forget(seq uint32) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.asked, seq)
}

func (s *session) send(p pdu) error {
	s.write.Lock()
	defer s.write.Unlock()
	_, err := s.conn.Write(p.bytes())
	return err
}

// read takes everything that comes, until the end.
func (s *session) read() {
	defer s.close()
	for {
		p, err := readPDU(s.conn)
		if err != nil {
			return
		}
		switch {
		case p.id == enquireLink || p.id == unbind:
			if s.send(pdu{id: p.id | answerBit, seq: p.seq}) != nil || p.id == unbind {
				return
			}
		case p.id == deliverSM:
			select {
			case s.in <- p:
			case <-s.done:
				return
			}
		case p.id&answerBit != 0:
			s.answered(p)
		default:
			if s.send(pdu{id: genericNack, status: statusUnknown, seq: p.seq}) != nil {
				return
			}
		}
	}
}

func (s *session) answered(p pdu) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if reply, ok := s.asked[p.seq]; ok {
		delete(s.asked, p.seq)
		reply <- p
	}
}

// receive writes down what came in, one after the other; only then is the
// centre told that it arrived.
func (s *session) receive() {
	for {
		select {
		case <-s.done:
			return
		case p := <-s.in:
			m, err := readMessage(p.body)
			answer := pdu{id: deliverSM | answerBit, seq: p.seq, body: []byte{0}}
			switch {
			case err != nil:
				answer.status = statusBadMessage
			case s.take(m) != nil:
				answer.status = statusLater
			}
			if s.send(answer) != nil {
				s.close()
				return
			}
		}
	}
}

// watch asks from time to time whether the centre is still there.
func (s *session) watch() {
	tick := time.NewTicker(keepAlive)
	defer tick.Stop()
	for {
		select {
		case <-s.done:
			return
		case <-tick.C:
			if _, _, err := s.ask(context.Background(), enquireLink, nil, nil); err != nil {
				s.close()
				return
			}
		}
	}
}

// bind signs in.
func (s *session) bind(ctx context.Context, a crm.Account) (status uint32, err error) {
	w := &writer{}
	w.text(a.SMPP.SystemID)
	w.text(a.Secret)
	w.text(a.SMPP.SystemType)
	w.byte(version, 0, 0)
	w.text("") // address_range
	answer, _, err := s.ask(ctx, bindTransceiver, w.b, nil)
	if err != nil {
		return 0, err
	}
	return answer.status, nil
}

// leave signs off, if that goes quickly.
func (s *session) leave() {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	_, _, _ = s.ask(ctx, unbind, nil, nil)
	s.close()
}
