// B14: how the list of cards scrolls in a browser, with a live server behind it.
//   STEPWISE=path/to/stepwise-server CARDS=100000 node bench/list.mjs
// It makes its own workspace with the program's generator, and prints JSON.
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { chromium } from '@playwright/test'

const program =
  process.env.STEPWISE ?? fileURLToPath(new URL('../../build/bin/stepwise-server', import.meta.url))
const cards = Number(process.env.CARDS ?? 100_000)
const runs = Number(process.env.RUNS ?? 3)
const seconds = 5

/** The workspace that all benchmarks measure with. */
function fill(folder) {
  const data = join(folder, 'data')
  mkdirSync(data)
  execFileSync(program, ['bench', 'gen', '--data', data, '--cards', String(cards)])
  return data
}

async function serve(data) {
  const child = spawn(program, ['serve', '--addr', '127.0.0.1:0', '--json', '--data', data])
  for await (const line of createInterface(child.stdout)) return { child, ...JSON.parse(line) }
  throw new Error('serve ended before it was ready')
}

const part = (sorted, q) =>
  sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))].toFixed(1)

/** Scrolls by so many pixels in every frame, and measures the frames. */
async function wheel(page, pixels) {
  const seen = await page.evaluate(
    async ({ pixels, seconds }) => {
      const list = document.querySelector('[role=grid]').parentElement
      list.scrollTop = 0
      await new Promise((done) => setTimeout(done, 800))
      const frames = []
      let rows = 0
      let filled = 0
      await new Promise((done) => {
        const begin = performance.now()
        let last = 0
        const frame = (now) => {
          if (last) frames.push(now - last)
          last = now
          const drawn = list.querySelectorAll('[role=row]')
          rows = Math.max(rows, drawn.length)
          if (list.querySelectorAll('[data-row] a').length >= drawn.length - 2) filled++
          list.scrollBy(0, pixels)
          if (now - begin < seconds * 1000) requestAnimationFrame(frame)
          else done()
        }
        requestAnimationFrame(frame)
      })
      return { frames, rows, filled }
    },
    { pixels, seconds },
  )
  const sorted = seen.frames.sort((a, b) => a - b)
  return {
    pixels_per_frame: pixels,
    frames: sorted.length,
    p50_ms: Number(part(sorted, 0.5)),
    p95_ms: Number(part(sorted, 0.95)),
    p99_ms: Number(part(sorted, 0.99)),
    rows_in_page: seen.rows,
    frames_with_all_rows: Number((seen.filled / (sorted.length + 1)).toFixed(3)),
  }
}

/** Goes from another screen to the list, and waits until its first rows are painted (milliseconds). */
function firstRows(page, path) {
  return page.evaluate(async (path) => {
    const begin = performance.now()
    location.hash = path
    while (!document.querySelector('[data-row="10"] a')) {
      await new Promise((done) => requestAnimationFrame(done))
    }
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)))
    return performance.now() - begin
  }, path)
}

async function heap(page) {
  const session = await page.context().newCDPSession(page)
  await session.send('HeapProfiler.collectGarbage')
  await session.send('Performance.enable')
  const { metrics } = await session.send('Performance.getMetrics')
  const used = metrics.find((m) => m.name === 'JSHeapUsedSize')
  return Number((used.value / 2 ** 20).toFixed(1))
}

/** The system's browser, if it has one; else Playwright's. */
function browserPath() {
  const found = spawnSync('sh', ['-c', 'command -v chromium || command -v google-chrome'])
  return process.env.CHROMIUM_PATH || String(found.stdout).trim() || undefined
}

async function measure(address, link) {
  const browser = await chromium.launch({
    executablePath: browserPath(),
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  })
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
  await page.goto(link)
  await page.waitForSelector('[data-row="10"] a')
  const path = new URL(page.url()).hash.split('?')[0]
  const results = []
  for (let run = 0; run < runs; run++) {
    await page.goto(`${address}/#/tasks`)
    await page.reload()
    await page.waitForSelector('main h1')
    await page.waitForTimeout(1000)
    const rows = await firstRows(page, path)
    await page.waitForTimeout(1000)
    const slow = await wheel(page, 400)
    const fast = await wheel(page, 4000)
    results.push({
      first_rows_ms: Number(rows.toFixed(1)),
      scroll: [slow, fast],
      heap_mib: await heap(page),
    })
  }
  await browser.close()
  return results
}

const folder = mkdtempSync(join(tmpdir(), 'stepwise-bench-'))
let server
try {
  server = await serve(fill(folder))
  const results = await measure(server.address, server.sign_in)
  const targets = { first_rows_ms: 150, p95_ms: 17.5, p99_ms: 33, rows_in_page: 99, heap_mib: 40 }
  process.stdout.write(
    `${JSON.stringify({ bench: 'B14', cards, targets, load: loadavg(), results }, null, 2)}\n`,
  )
} finally {
  server?.child.kill('SIGTERM')
  rmSync(folder, { recursive: true, force: true })
}
