// B11, B12, B13: how long a start takes, what an idle program costs, how large
// the programs are.
//   STEPWISE=path/to/stepwise-server CARDS=100000 MINUTES=10 node bench/life.mjs
// It makes its own workspace with the program's generator (or takes DATA, one
// that is there), and prints JSON. Linux only: it reads /proc.
import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { get } from 'node:http'
import { createServer } from 'node:net'
import { loadavg, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const program =
  process.env.STEPWISE ?? fileURLToPath(new URL('../../build/bin/stepwise-server', import.meta.url))
const cards = Number(process.env.CARDS ?? 100_000)
const runs = Number(process.env.RUNS ?? 7)
const minutes = Number(process.env.MINUTES ?? 10)
const ticks = Number(execFileSync('getconf', ['CLK_TCK']))

function freePort() {
  return new Promise((done) => {
    const s = createServer().listen(0, '127.0.0.1', () => {
      const { port } = s.address()
      s.close(() => done(port))
    })
  })
}

/** The status of one GET; 0 where nobody listens yet. */
function status(port) {
  return new Promise((done) => {
    const r = get({ host: '127.0.0.1', port, path: '/healthz', agent: false }, (answer) => {
      answer.resume()
      done(answer.statusCode)
    })
    r.on('error', () => done(0))
  })
}

/** Starts it, and says how many ms pass until HTTP 200. */
async function start(data) {
  const port = await freePort()
  const begun = process.hrtime.bigint()
  const child = spawn(program, ['serve', '--addr', `127.0.0.1:${port}`, '--data', data], {
    stdio: 'ignore',
  })
  while ((await status(port)) !== 200) if (child.exitCode !== null) throw new Error('it ended')
  return { child, ms: Number(process.hrtime.bigint() - begun) / 1e6 }
}

const stop = (child) =>
  new Promise((done) => {
    child.on('exit', done)
    child.kill('SIGTERM')
  })

/** What a start costs without doing anything: the raw limit. */
function bare() {
  const begun = process.hrtime.bigint()
  execFileSync(program, ['version'])
  return Number(process.hrtime.bigint() - begun) / 1e6
}

/** What the process has used: processor in seconds, memory in MiB. */
function used(pid) {
  const part = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ')
  const memory = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
  return { cpu: (Number(part[11]) + Number(part[12])) / ticks, rss: Number(memory[1]) / 1024 }
}

const wait = (ms) => new Promise((done) => setTimeout(done, ms))
const spread = (list) => {
  const s = [...list].sort((a, b) => a - b)
  return [s[Math.floor(s.length / 2)], s[0], s[s.length - 1]].map((n) => Number(n.toFixed(1)))
}

const folder = mkdtempSync(join(tmpdir(), 'stepwise-life-'))
try {
  const data = process.env.DATA ?? join(folder, 'data')
  if (!process.env.DATA) {
    mkdirSync(data)
    execFileSync(program, ['bench', 'gen', '--data', data, '--cards', String(cards)])
    const settle = await start(data) // what a first start has to make, it makes once
    await wait(20_000)
    await stop(settle.child)
  }
  const starts = []
  const bares = []
  for (let i = 0; i < runs; i++) {
    bares.push(bare())
    const { child, ms } = await start(data)
    starts.push(ms)
    await stop(child)
  }
  const { child } = await start(data)
  await wait(60_000) // what follows a start is no idling
  const before = used(child.pid)
  await wait(minutes * 60_000)
  const after = used(child.pid)
  await stop(child)
  const sizes = {}
  for (const name of ['stepwise-server', 'stepwise']) {
    const path = join(dirname(program), name)
    if (existsSync(path)) sizes[name] = Number((statSync(path).size / 1e6).toFixed(1))
  }
  process.stdout.write(
    `${JSON.stringify({
      load: loadavg()[0].toFixed(1),
      B11: { ms: spread(starts), bare: spread(bares) },
      B12: {
        minutes,
        rssMiB: Number(after.rss.toFixed(1)),
        cpuPercent: Number((((after.cpu - before.cpu) / (minutes * 60)) * 100).toFixed(3)),
      },
      B13: { MB: sizes },
    })}\n`,
  )
} finally {
  rmSync(folder, { recursive: true, force: true })
}
