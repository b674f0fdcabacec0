// B15: how the builder of automations feels in a browser with 200 steps, with a live server behind it.
//   STEPWISE=path/to/stepwise-server STEPS=200 RUNS=5 node bench/builder.mjs
// It makes its own workspace, and prints JSON. Each figure is from the event to the next frame painted.
import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { chromium } from '@playwright/test'

const program =
  process.env.STEPWISE ?? fileURLToPath(new URL('../../build/bin/stepwise-server', import.meta.url))
const steps = Number(process.env.STEPS ?? 200)
const runs = Number(process.env.RUNS ?? 5)
const targets = { paint_ms: 250, edit_ms: 50, reorder_ms: 60 }

async function serve(data) {
  const child = spawn(program, ['serve', '--addr', '127.0.0.1:0', '--json', '--data', data])
  for await (const line of createInterface(child.stdout)) return { child, ...JSON.parse(line) }
  throw new Error('serve ended before it was ready')
}

/** The system's browser, if it has one; else Playwright's. */
function browserPath() {
  const found = spawnSync('sh', ['-c', 'command -v chromium || command -v google-chrome'])
  return process.env.CHROMIUM_PATH || String(found.stdout).trim() || undefined
}

/** The demonstration business with one more automation, as long as one may be. */
async function furnish(page, address) {
  const call = async (method, input) => {
    const answer = await page.request.post(`${address}/rpc/${method}`, {
      headers: { 'content-type': 'application/json', origin: address },
      data: input === undefined ? [] : [input],
    })
    const body = await answer.json()
    if (!answer.ok()) throw new Error(`${method}: ${JSON.stringify(body.error)}`)
    return body.result
  }
  const ws = await call('SetUpWorkspace', {
    name: 'Ana Ionescu',
    email: 'ana@atelier.example',
    company: 'Atelier Nord',
    country: 'RO',
    zone: 'Europe/Bucharest',
    language: 'en',
    sample: true,
  })
  await page.waitForURL('**/cards')
  const product = ws.products[0].product.id
  const [filter] = await call('ListFilters', { product })
  const templates = await call('ListTemplates', { product })
  const of = (kind) => templates.find((row) => row.template.kind === kind)?.template.id ?? ''
  const kinds = [
    ['email_client', of('email')],
    ['task_user', of('task')],
    ['sms_client', of('sms')],
  ]
  const made = await call('SaveSequence', {
    id: '',
    revision: 0,
    product,
    name: 'As long as may be',
    description: '',
    folder: '',
    filter: filter.filter.id,
    reentry: 'once',
    reentryDays: 0,
    reentryDate: '',
    runToEnd: false,
    fallback: '',
    steps: Array.from({ length: steps }, (_, i) => stepOf(...kinds[i % kinds.length], i)),
  })
  return { product, sequence: made.sequence.id }
}

function stepOf(kind, template, i) {
  return {
    id: '',
    sequence: '',
    position: 0,
    kind,
    timing: { delay: i ? 1 : 0, unit: 'days', sync: 'workdays', weekdays: [], from: '09:00' },
    anchor: 'step',
    dateField: '',
    before: false,
    template,
    templateB: '',
    recipient: 'main',
    recipientField: '',
    assignee: '',
    sender: '',
    attachPdf: false,
    purpose: 'service',
    lateness: 0,
    disabled: false,
    onlyIf: null,
    change: null,
  }
}

/** From another screen to the builder: until the last step is in the page and the first are painted. */
function paint(page, path, count) {
  return page.evaluate(
    async ({ path, count }) => {
      const frame = () => new Promise((done) => requestAnimationFrame(done))
      const begin = performance.now()
      location.hash = path
      while (document.querySelectorAll('[data-sortable]').length < count) await frame()
      await new Promise((done) => requestAnimationFrame(() => setTimeout(done)))
      return performance.now() - begin
    },
    { path, count },
  )
}

/** Does something in the page and waits until its effect is painted. */
function timed(page, what) {
  return page.evaluate(async (what) => {
    const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))
    const body = (i) => document.querySelectorAll('[data-sortable] [data-body]')[i]
    const key = (node, name, more = {}) =>
      node.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true, ...more }))
    const acts = {
      // Typing a delay: the field, the line of time and the marks follow.
      edit: () => {
        const input = document.querySelector('section[aria-label^="Step "] input[inputmode]')
        const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set
        set.call(input, String((Number(input.value) % 8) + 1))
        input.dispatchEvent(new Event('input', { bubbles: true }))
      },
      choose: () => body(40 + Math.floor(performance.now() % 20)).click(),
      copy: () => key(body(30), 'd', { ctrlKey: true }),
      remove: () => key(body(31), 'Delete'),
      move: () => key(body(30), 'ArrowDown', { altKey: true }),
      undo: () => key(document.body, 'z', { ctrlKey: true, code: 'KeyZ' }),
    }
    await painted()
    const begin = performance.now()
    acts[what]()
    await painted()
    return performance.now() - begin
  }, what)
}

/** The first step is dragged to the last place by its menu: every row moves. */
async function reorder(page) {
  await page
    .locator('[data-sortable]')
    .first()
    .getByRole('button', { name: /^More for/ })
    .click()
  const item = page.getByRole('menuitem', { name: 'Move to the bottom' })
  await item.waitFor()
  await page.waitForTimeout(400)
  return item.evaluate(async (node) => {
    const first = document.querySelector('[data-sortable]').dataset.sortable
    const begin = performance.now()
    node.click()
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)))
    const took = performance.now() - begin
    if (document.querySelector('[data-sortable]').dataset.sortable === first) return Number.NaN
    return took
  })
}

const middle = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)]
const round = (ms) => Number(ms.toFixed(1))

async function measure(page, address, { product, sequence }) {
  const path = `/p/${product}/automations/${sequence}`
  const results = []
  for (let run = 0; run < runs; run++) {
    await page.goto(`${address}/#/tasks`)
    await page.reload()
    await page.waitForSelector('main h1')
    // What a person has seen before is in the cache of the browser: the code of the screen.
    await page.goto(`${address}/#${path}`)
    await page.waitForSelector('[data-sortable]')
    await page.goto(`${address}/#/tasks`)
    await page.waitForTimeout(1500)
    const result = { paint_ms: round(await paint(page, `#${path}`, steps)) }
    await page.waitForTimeout(1000)
    for (const what of ['edit', 'choose', 'copy', 'remove', 'move', 'undo']) {
      const took = []
      for (let i = 0; i < 7; i++) {
        took.push(await timed(page, what))
        await page.waitForTimeout(500)
      }
      result[`${what}_ms`] = round(middle(took))
    }
    result.reorder_ms = round(await reorder(page))
    page.once('dialog', (dialog) => dialog.accept())
    results.push(result)
  }
  return results
}

const folder = mkdtempSync(join(tmpdir(), 'stepwise-bench-'))
let server
try {
  const data = join(folder, 'data')
  mkdirSync(data)
  server = await serve(data)
  const browser = await chromium.launch({
    executablePath: browserPath(),
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  })
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: 'en-GB' })
  await page.goto(server.sign_in)
  await page.waitForSelector('input', { state: 'attached' })
  const results = await measure(page, server.address, await furnish(page, server.address))
  await browser.close()
  process.stdout.write(
    `${JSON.stringify({ bench: 'B15', steps, targets, load: loadavg(), results }, null, 2)}\n`,
  )
} finally {
  server?.child.kill('SIGTERM')
  rmSync(folder, { recursive: true, force: true })
}
