import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from '@playwright/test'
import type { Stepwise } from './stepwise'

/** The public side answers on a free port of this computer, which is its public address too. Gives that address. */
export async function openPublicSide(page: Page, s: Stepwise): Promise<string> {
  const free = createServer().listen(0, '127.0.0.1')
  await new Promise((done) => free.once('listening', done))
  const { port } = free.address() as AddressInfo
  await new Promise((done) => free.close(done))
  const base = `http://127.0.0.1:${port}`
  await s.rpc(page, 'SavePublicSide', { side: { reach: 'computer', port }, base })
  return base
}
