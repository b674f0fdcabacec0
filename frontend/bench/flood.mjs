// A flood: 1,000 posts at a form in ten seconds from one computer, while a
// colleague looks at the list of cards.
//   STEPWISE=path/to/stepwise-server CARDS=100000 POSTS=1000 SECONDS=10 node bench/flood.mjs
// It makes its own workspace with the program's generator (or takes DATA, one
// that is there) and prints JSON; it ends with 1 where more cards came than the
// form's limit allows, the list's p99 is over 100 ms, or memory rose by more than
// 50 MiB. Two waves: all posts from one network address, then, as if through a
// proxy, each from another one, so that only the form's own limit is left. Linux
// only: it reads /proc.
import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { createServer } from 'node:net'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const program =
  process.env.STEPWISE ?? fileURLToPath(new URL('../../build/bin/stepwise-server', import.meta.url))
const cards = Number(process.env.CARDS ?? 100_000)
const posts = Number(process.env.POSTS ?? 1000)
const seconds = Number(process.env.SECONDS ?? 10)
const hourly = Number(process.env.HOURLY ?? 60)
const agent = new Agent({ keepAlive: true, maxSockets: 64 })

/** One request: its status, headers, text and how many ms it took. */
function ask(url, { method = 'GET', headers = {}, body } = {}) {
  return new Promise((done) => {
    const begun = performance.now()
    const r = request(url, { method, headers, agent }, (answer) => {
      const parts = []
      answer.on('data', (part) => parts.push(part))
      answer.on('end', () =>
        done({
          status: answer.statusCode,
          headers: answer.headers,
          text: Buffer.concat(parts).toString(),
          ms: performance.now() - begun,
        }),
      )
    })
    r.on('error', () => done({ status: 0, headers: {}, text: '', ms: performance.now() - begun }))
    r.end(body)
  })
}

const freePort = () =>
  new Promise((done) => {
    const s = createServer().listen(0, '127.0.0.1', () => {
      const { port } = s.address()
      s.close(() => done(port))
    })
  })

async function start(data, proxied) {
  const clients = `127.0.0.1:${await freePort()}`
  const args = ['serve', '--addr', '127.0.0.1:0', '--public-addr', clients, '--json']
  if (proxied) args.push('--public-behind-proxy', '127.0.0.1')
  const child = spawn(program, [...args, '--data', data], { stdio: ['ignore', 'pipe', 'inherit'] })
  for await (const line of createInterface(child.stdout)) {
    return { child, clients: `http://${clients}`, ...JSON.parse(line) }
  }
  throw new Error('it ended before it was ready')
}

const memory = (pid) =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024
const wait = (ms) => new Promise((done) => setTimeout(done, ms))
const part = (list, p) => {
  const s = [...list].sort((a, b) => a - b)
  return Number(s[Math.min(s.length - 1, Math.floor(s.length * p))].toFixed(1))
}

const stop = (child) =>
  new Promise((done) => {
    child.on('exit', done)
    child.kill('SIGTERM')
  })

/** Operations in the session of whoever the link lets in. */
async function colleague({ address, sign_in }) {
  const inside = await ask(sign_in)
  const cookie = inside.headers['set-cookie'].map((c) => c.split(';')[0]).join('; ')
  return async (method, input) => {
    const answer = await ask(`${address}/rpc/${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: address, cookie },
      body: JSON.stringify(input === undefined ? [] : [input]),
    })
    if (answer.status !== 200) throw new Error(`${method}: ${answer.text}`)
    return { out: JSON.parse(answer.text).result, ms: answer.ms }
  }
}

const form = (product, slug) => ({
  id: '',
  product,
  name: slug,
  slug,
  language: 'en',
  fields: [
    { source: 'contact.name', label: '', help: '', required: true, hidden: false, value: '' },
    { source: 'contact.email', label: '', help: '', required: true, hidden: false, value: '' },
  ],
  owning: 'none',
  owners: [],
  duplicates: 'new',
  consent: { ask: false, wording: '', confirm: false },
  thanks: { text: '', address: '' },
  guard: { work: false, perAddress: 1000, perHour: hourly, links: 2 },
  active: true,
})

/** One wave: what became of the posts, and how the list answered meanwhile. */
async function wave(data, proxied) {
  const ready = await start(data, proxied)
  try {
    const rpc = await colleague(ready)
    const { out: workspace } = await rpc('GetWorkspace')
    const product = workspace.products[0].product.id
    const slug = `flood-${proxied ? 'proxied' : 'direct'}-${process.pid}`
    await rpc('SaveForm', form(product, slug))
    const list = () => rpc('ListCards', { product, limit: 50 })
    const calm = []
    for (let i = 0; i < 50; i++) calm.push((await list()).ms)
    const count = async () => (await rpc('CountCards', { list: { product } })).out.count
    const before = { cards: await count(), memory: memory(ready.child.pid) }
    const seen = { list: [], answers: {}, memory: before.memory }
    const end = performance.now() + seconds * 1000
    const look = (async () => {
      while (performance.now() < end) {
        seen.list.push((await list()).ms)
        seen.memory = Math.max(seen.memory, memory(ready.child.pid))
        await wait(20)
      }
    })()
    const sent = []
    for (let i = 0; i < posts; i++) {
      await wait(end - seconds * 1000 + (i * seconds * 1000) / posts - performance.now())
      sent.push(post(ready.clients, slug, proxied, i))
    }
    for (const { status } of await Promise.all(sent)) {
      seen.answers[status] = (seen.answers[status] ?? 0) + 1
    }
    await look
    return {
      proxied,
      posts,
      answers: seen.answers,
      cards: (await count()) - before.cards,
      limit: hourly,
      list_ms: {
        calm_p99: part(calm, 0.99),
        p50: part(seen.list, 0.5),
        p99: part(seen.list, 0.99),
        looks: seen.list.length,
      },
      memory_mib: {
        before: Number(before.memory.toFixed(1)),
        rise: Number((seen.memory - before.memory).toFixed(1)),
      },
      load: loadavg()[0],
    }
  } finally {
    await stop(ready.child)
  }
}

function post(clients, slug, proxied, i) {
  const from = `203.0.${113 + Math.floor(i / 250)}.${1 + (i % 250)}`
  return ask(`${clients}/f/${slug}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      ...(proxied ? { 'x-forwarded-for': from, 'x-forwarded-proto': 'https' } : {}),
    },
    body: `contact.name=Visitor+${i}&contact.email=visitor${i}%40example.com`,
  })
}

const folder = mkdtempSync(join(tmpdir(), 'stepwise-flood-'))
try {
  const data = process.env.DATA ?? join(folder, 'data')
  if (!process.env.DATA) {
    execFileSync(program, ['bench', 'gen', '--data', data, '--cards', String(cards)])
  }
  for (const proxied of [false, true]) {
    const got = await wave(data, proxied)
    process.stdout.write(`${JSON.stringify(got)}\n`)
    const held = got.cards <= got.limit && got.list_ms.p99 <= 100 && got.memory_mib.rise <= 50
    if (!held) process.exitCode = 1
  }
} finally {
  agent.destroy()
  rmSync(folder, { recursive: true, force: true })
}
