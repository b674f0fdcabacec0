import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { test as base, expect, type Page } from '@playwright/test'

const program =
  process.env.STEPWISE ?? fileURLToPath(new URL('../../build/e2e/stepwise', import.meta.url))

/** A running serve with a data folder of its own. */
export interface Stepwise {
  address: string
  signInLink: string
  data: string
  /** Calls an operation as a program would, in the session of the page. */
  rpc<T>(page: Page, method: string, input?: unknown): Promise<T>
  /** The last of what the program said. */
  log(): string
  stop(): Promise<void>
}

/** What serve prints when it is ready. */
interface Ready {
  address: string
  sign_in: string
}

async function ready(child: ChildProcess): Promise<Ready> {
  const { stdout, stderr } = child
  if (!stdout || !stderr) throw new Error('serve has no output')
  let complaint = ''
  stderr.on('data', (text) => {
    complaint += text
  })
  for await (const line of createInterface(stdout)) return JSON.parse(line)
  throw new Error(`serve ended before it was ready: ${complaint}`)
}

export async function start(data: string): Promise<Stepwise> {
  const child = spawn(program, ['serve', '--addr', '127.0.0.1:0', '--json', '--data', data], {
    env: { ...process.env, STEPWISE_MACHINE: join(data, 'machine') }, // not the home of whoever runs this
  })
  let said = ''
  child.stderr?.on('data', (text) => {
    said = (said + text).slice(-4000)
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const { address, sign_in } = await ready(child)
  return {
    address,
    signInLink: sign_in,
    data,
    async rpc(page, method, input) {
      const answer = await page.request.post(`${address}/rpc/${method}`, {
        headers: { 'content-type': 'application/json', origin: address },
        data: input === undefined ? [] : [input],
      })
      const body = await answer.json()
      if (!answer.ok()) throw new Error(`${method}: ${JSON.stringify(body.error)}`)
      return body.result
    },
    log: () => said,
    async stop() {
      child.kill('SIGTERM')
      await ended
    },
  }
}

/** `stepwise` is a fresh serve; `signedIn` is a page of a browser that has used its link, with nothing open yet. */
export const test = base.extend<{ stepwise: Stepwise; signedIn: Page }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern
  stepwise: async ({}, use, info) => {
    const data = await mkdtemp(join(tmpdir(), 'stepwise-story-'))
    const stepwise = await start(data)
    await use(stepwise)
    if (info.status !== info.expectedStatus) {
      process.stderr.write(`The program of “${info.title}” said last:\n${stepwise.log()}\n`)
    }
    await stepwise.stop()
    await rm(data, { recursive: true, force: true })
  },
  signedIn: async ({ page, stepwise }, use) => {
    await page.request.get(stepwise.signInLink)
    await use(page)
  },
})

export { expect }
