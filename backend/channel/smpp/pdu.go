package smpp

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
)

// The requests of SMPP 3.4 that are used here; an answer has the highest bit
// as well.
const (
	genericNack     uint32 = 0x80000000
	bindTransceiver uint32 = 0x00000009
	submitSM        uint32 = 0x00000004
	deliverSM       uint32 = 0x00000005
	unbind          uint32 = 0x00000006
	enquireLink     uint32 = 0x00000015
	answerBit       uint32 = 0x80000000
)

// Optional parameters.
const (
	tagReceiptedID    uint16 = 0x001e
	tagMessagePayload uint16 = 0x0424
	tagMessageState   uint16 = 0x0427
)

// version is that of the protocol, 3.4.
const version = 0x34

// headerLen is the length of a PDU's header and maxPDU of the longest one that
// is read, in bytes.
const (
	headerLen = 16
	maxPDU    = 64 << 10
)

var errPDU = errors.New("not a PDU of SMPP")

// pdu is one request or answer.
type pdu struct {
	id, status, seq uint32
	body            []byte
}

func (p pdu) bytes() []byte {
	b := make([]byte, 0, headerLen+len(p.body))
	b = binary.BigEndian.AppendUint32(b, uint32(headerLen+len(p.body)))
	b = binary.BigEndian.AppendUint32(b, p.id)
	b = binary.BigEndian.AppendUint32(b, p.status)
	b = binary.BigEndian.AppendUint32(b, p.seq)
	return append(b, p.body...)
}

// readPDU reads one whole PDU.
func readPDU(r io.Reader) (pdu, error) {
	var head [headerLen]byte
	if _, err := io.ReadFull(r, head[:]); err != nil {
		return pdu{}, err
	}
	length := binary.BigEndian.Uint32(head[:4])
	if length < headerLen || length > maxPDU {
		return pdu{}, fmt.Errorf("%w: length %d", errPDU, length)
	}
	p := pdu{id: binary.BigEndian.Uint32(head[4:]), status: binary.BigEndian.Uint32(head[8:]), seq: binary.BigEndian.Uint32(head[12:])}
	p.body = make([]byte, length-headerLen)
	_, err := io.ReadFull(r, p.body)
	return p, err
}

// writer puts the fields of a body together.
type writer struct{ b []byte }

func (w *writer) byte(values ...byte) { w.b = append(w.b, values...) }

// text is a C string: a byte 0 ends it, so none can be in it.
func (w *writer) text(s string) {
	w.b = append(w.b, bytes.ReplaceAll([]byte(s), []byte{0}, nil)...)
	w.b = append(w.b, 0)
}

func (w *writer) optional(tag uint16, value []byte) {
	w.b = binary.BigEndian.AppendUint16(w.b, tag)
	w.b = binary.BigEndian.AppendUint16(w.b, uint16(len(value)))
	w.b = append(w.b, value...)
}

// reader takes a body apart; after an error everything is empty.
type reader struct {
	b   []byte
	err error
}

func (r *reader) take(n int) []byte {
	if r.err != nil || len(r.b) < n {
		r.err = errPDU
		return make([]byte, n)
	}
	out := r.b[:n]
	r.b = r.b[n:]
	return out
}

func (r *reader) byte() byte { return r.take(1)[0] }

func (r *reader) text() string {
	end := bytes.IndexByte(r.b, 0)
	if r.err != nil || end < 0 {
		r.err = errPDU
		return ""
	}
	return string(r.take(end + 1)[:end])
}

func (r *reader) optional() map[uint16][]byte {
	out := map[uint16][]byte{}
	for r.err == nil && len(r.b) >= 4 {
		tag := binary.BigEndian.Uint16(r.take(2))
		out[tag] = r.take(int(binary.BigEndian.Uint16(r.take(2))))
	}
	return out
}

// address is a number or name with its kind.
type address struct {
	ton, npi byte
	value    string
}

// message is the body of submit_sm and deliver_sm.
type message struct {
	from, to   address
	class      byte // esm_class
	registered byte
	coding     byte // data_coding
	text       []byte
	optional   map[uint16][]byte
}

func (m message) body() []byte {
	w := &writer{}
	w.text("") // service_type
	for _, a := range []address{m.from, m.to} {
		w.byte(a.ton, a.npi)
		w.text(a.value)
	}
	w.byte(m.class, 0, 0) // protocol_id, priority_flag
	w.text("")            // schedule_delivery_time
	w.text("")            // validity_period
	w.byte(m.registered, 0, m.coding, 0)
	w.byte(byte(len(m.text)))
	w.byte(m.text...)
	for tag, value := range m.optional {
		w.optional(tag, value)
	}
	return w.b
}

// readMessage reads the body of submit_sm or deliver_sm.
func readMessage(body []byte) (m message, err error) {
	r := &reader{b: body}
	r.text()
	for _, a := range []*address{&m.from, &m.to} {
		a.ton, a.npi = r.byte(), r.byte()
		a.value = r.text()
	}
	m.class = r.byte()
	r.take(2)
	r.text()
	r.text()
	m.registered = r.byte()
	r.byte()
	m.coding = r.byte()
	r.byte()
	m.text = r.take(int(r.byte()))
	m.optional = r.optional()
	if payload, ok := m.optional[tagMessagePayload]; ok && len(m.text) == 0 {
		m.text = payload
	}
	return m, r.err
}
