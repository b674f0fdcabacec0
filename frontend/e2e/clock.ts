import type { Page } from '@playwright/test'
import { expect, type Stepwise } from './stepwise'

const zone = 'Europe/Bucharest'
const day = 24 * 3600_000

/** The instant of a civil time where the business is: the n-th day after a day, "07:30". */
export function at(start: string, days: number, clock: string): number {
  const date = new Date(Date.parse(`${start}T00:00Z`) + days * day).toISOString().slice(0, 10)
  const wanted = Date.parse(`${date}T${clock}Z`)
  const offset = wanted - Date.parse(`${civil(wanted).replace(' ', 'T')}Z`)
  return wanted + offset
}

/** What clocks on the wall show at an instant, "2026-11-23 07:30". */
export function civil(instant: number): string {
  return new Date(instant).toLocaleString('sv-SE', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'short',
  })
}

/** The next Monday that is at least two days away, so that clocks only ever move forward, to its eve too. */
export function nextMonday(): string {
  const soon = new Date(Date.now() + 2 * day)
  const ahead = (8 - soon.getUTCDay()) % 7
  return new Date(soon.getTime() + ahead * day).toISOString().slice(0, 10)
}

/** Moves the program's clock and waits until all that was due by then has been done. */
export async function moveClock(page: Page, stepwise: Stepwise, to: number) {
  await stepwise.rpc(page, 'TestSetClock', { at: to })
  await settled(page, stepwise)
}

/** Waits until nothing is due and nothing is on its way out. */
export async function settled(page: Page, stepwise: Stepwise) {
  const still = async () => {
    const { now, next, queued } = await stepwise.rpc<EngineStatus>(page, 'GetStatus')
    return (next === 0 || next > now) && queued === 0
  }
  await expect.poll(still, { timeout: 30_000 }).toBe(true)
}

interface EngineStatus {
  now: number
  next: number
  queued: number
}
