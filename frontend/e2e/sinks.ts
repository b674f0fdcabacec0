import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { test as stories } from './stepwise'

const program =
  process.env.STEPWISE_SINKS ?? fileURLToPath(new URL('../../build/e2e/sinks', import.meta.url))

/** An email as the mail server took it. */
export interface TakenEmail {
  mid: string
  rcpt: string[]
  mail_from: string
  /** What a strict reader of mail found wrong with it. */
  lint?: string[]
  /** The whole message, byte by byte. */
  raw: string
}

/** An SMS as the gateway took it. */
export interface TakenSMS {
  to: string
  text: string
  key: string
  e164: boolean
}

/** A mail server and an SMS gateway of our own. */
export interface Sinks {
  /** The mail server's port on 127.0.0.1. */
  smtp: number
  /** Where the gateway takes messages. */
  sms: string
  emails(): Promise<TakenEmail[]>
  texts(): Promise<TakenSMS[]>
}

async function open(options: string[]) {
  const child = spawn(program, options, { stdio: ['pipe', 'pipe', 'inherit'] })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  let where = { smtp: 0, sms: '', view: '' }
  for await (const line of createInterface(child.stdout)) {
    where = JSON.parse(line)
    break
  }
  const taken = async (what: string) => (await fetch(`${where.view}/${what}`)).json()
  const sinks: Sinks = {
    smtp: where.smtp,
    sms: where.sms,
    emails: () => taken('emails'),
    texts: () => taken('sms'),
  }
  const close = async () => {
    child.stdin.end()
    await ended
  }
  return { sinks, close }
}

/** `sinks` are fresh for each story; `password` is what the mail server wants, "" for nothing. */
export const test = stories.extend<{ sinks: Sinks; password: string }>({
  password: ['', { option: true }],
  sinks: async ({ password }, use) => {
    const { sinks, close } = await open(password ? ['-auth', password] : [])
    await use(sinks)
    await close()
  },
})
