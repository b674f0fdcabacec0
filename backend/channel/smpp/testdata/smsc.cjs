// A message centre made with the npm package smpp, for the tests of our client.
// What it does with a message depends on the number; it writes what it saw as
// lines of JSON.
const smpp = require('smpp')

const say = (what) => process.stdout.write(`${JSON.stringify(what)}\n`)
let last = 0x1f0
let throttled = 0

const server = smpp.createServer((session) => {
  session.on('error', () => {})
  session.on('bind_transceiver', (pdu) => {
    const ok = pdu.system_id === 'stepwise' && pdu.password === 's3cret'
    say({ ev: 'bind', version: pdu.interface_version, ok })
    session.send(pdu.response(ok ? {} : { command_status: smpp.ESME_RINVPASWD }))
    if (!ok) session.close()
  })
  session.on('unbind', (pdu) => {
    say({ ev: 'unbind' })
    session.send(pdu.response())
    session.close()
  })
  session.on('enquire_link', (pdu) => session.send(pdu.response()))
  session.on('deliver_sm_resp', (pdu) => say({ ev: 'told', status: pdu.command_status }))
  session.on('submit_sm', (pdu) => {
    const to = pdu.destination_addr
    const sm = pdu.short_message || pdu.message_payload || {}
    const text = (pdu.message_payload ? pdu.message_payload.message : sm.message) ?? ''
    say({
      ev: 'submit', to, from: pdu.source_addr, ton: pdu.source_addr_ton, coding: pdu.data_coding, class: pdu.esm_class,
      registered: pdu.registered_delivery, text: String(text),
      udh: sm.udh ? Buffer.concat(sm.udh.map((u) => Buffer.from(u))).toString('hex') : '',
    })
    if (to === '40700000001') return session.send(pdu.response({ command_status: smpp.ESME_RINVDSTADR }))
    if (to === '40700000002' && throttled++ === 0) return session.send(pdu.response({ command_status: smpp.ESME_RTHROTTLED }))
    if (to === '40700000003') return session.destroy ? session.destroy() : session.socket.destroy()
    if (to === '40700000004') return session.send(pdu.response({ command_status: smpp.ESME_RSUBMITFAIL }))
    last += 1
    session.send(pdu.response({ message_id: last.toString(16).toUpperCase() }))
    if (to === '40700000005') {
      session.deliver_sm({ source_addr: '40712345678', source_addr_ton: 1, destination_addr: pdu.source_addr, short_message: 'Dezabonare, vă rog' })
      return
    }
    session.deliver_sm({
      esm_class: 4, source_addr: to, destination_addr: pdu.source_addr,
      short_message: `id:${String(last).padStart(10, '0')} sub:001 dlvrd:001 submit date:2611221000 done date:2611221001 stat:DELIVRD err:000 text:`,
    })
  })
})
server.listen(0, '127.0.0.1', function () {
  say({ ev: 'listening', port: this.address().port })
})
process.stdin.on('end', () => process.exit(0)).resume()
