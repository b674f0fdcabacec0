// A form's page works without this. With it: it is sent once, what is in the way gets the focus, a frame is as
// high as the page, and where the form wants it the browser counts until it finds the number that proves it.
;(() => {
  const form = document.getElementById('form')
  const summary = document.getElementById('summary')
  if (summary) summary.focus()

  if (window.parent !== window) {
    const tell = () => {
      const height = Math.ceil(document.body.getBoundingClientRect().height)
      window.parent.postMessage({ stepwise: 'height', height }, '*')
    }
    new ResizeObserver(tell).observe(document.body)
    tell()
  }
  if (!form) return

  const button = form.querySelector('button[type="submit"]')
  const work = form.querySelector('input[data-bits]')
  let sent = false
  let wanted = false
  form.addEventListener('submit', (event) => {
    if (sent) return event.preventDefault()
    button.setAttribute('aria-busy', 'true')
    if (work && !work.value) {
      wanted = true
      event.preventDefault()
      button.textContent = form.dataset.sending
      return undefined
    }
    sent = true
    return undefined
  })
  addEventListener('pageshow', () => {
    sent = false
    button.removeAttribute('aria-busy')
  })
  if (!work) return

  // SHA-256 of a short text, the first 32 bits only; the browser's own is not there without https
  const K = []
  for (let n = 2; K.length < 64; n++) {
    let prime = true
    for (let d = 2; d * d <= n; d++) if (n % d === 0) prime = false
    if (prime) K.push([n ** (1 / 3), n ** (1 / 2)])
  }
  const part = (x) => ((x - Math.floor(x)) * 4294967296) | 0
  const start = K.slice(0, 8).map((k) => part(k[1]))
  const rounds = K.map((k) => part(k[0]))
  const turn = (x, n) => (x >>> n) | (x << (32 - n))
  const w = new Int32Array(64)
  const block = (state) => {
    for (let i = 16; i < 64; i++) {
      const a = w[i - 15]
      const b = w[i - 2]
      w[i] =
        (w[i - 16] +
          (turn(a, 7) ^ turn(a, 18) ^ (a >>> 3)) +
          w[i - 7] +
          (turn(b, 17) ^ turn(b, 19) ^ (b >>> 10))) |
        0
    }
    let [a, b, c, d, e, f, g, h] = state
    for (let i = 0; i < 64; i++) {
      const one =
        (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + rounds[i] + w[i]) | 0
      const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0
      h = g
      g = f
      f = e
      e = (d + one) | 0
      d = c
      c = b
      b = a
      a = (one + two) | 0
    }
    const end = [a, b, c, d, e, f, g, h]
    return state.map((x, i) => (x + end[i]) | 0)
  }
  const first = (text) => {
    const size = ((text.length + 8) >> 6) * 64 + 64
    let state = start
    for (let at = 0; at < size; at += 64) {
      for (let i = 0; i < 16; i++) {
        let word = 0
        for (let j = 0; j < 4; j++) {
          const p = at + i * 4 + j
          const byte = p < text.length ? text.charCodeAt(p) : p === text.length ? 128 : 0
          word = (word << 8) | byte
        }
        w[i] = word
      }
      if (at + 64 === size) w[15] = text.length * 8
      state = block(state)
    }
    return state[0] >>> 0
  }

  const token = form.elements.t.value
  const limit = 2 ** (32 - Number(work.dataset.bits))
  let n = 0
  const count = () => {
    for (let i = 0; i < 1500; i++, n++) {
      if (first(`${token}:${n}`) < limit) {
        work.value = String(n)
        if (wanted) form.requestSubmit()
        return
      }
    }
    setTimeout(count)
  }
  count()
})()
