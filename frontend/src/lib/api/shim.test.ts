import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { installShim } from './shim'

type Call = (...args: unknown[]) => Promise<unknown>
type On = (name: string, handler: (...d: unknown[]) => void, max: number) => () => void

class FakeSource extends EventTarget {
  static CLOSED = 2
  static opened: FakeSource[] = []
  readyState = 0
  onopen = () => {}
  onerror = () => {}
  constructor(readonly url: string) {
    super()
    FakeSource.opened.push(this)
  }
  close() {
    this.readyState = FakeSource.CLOSED
  }
  tell(data: unknown, event = 'changed') {
    this.dispatchEvent(new MessageEvent(event, { data: JSON.stringify(data) }))
  }
}

function browser() {
  const target: Parameters<typeof installShim>[0] & object = {}
  installShim(target)
  const app = target.go?.main.App as Record<string, Call>
  const runtime = target.runtime as { EventsOnMultiple: On; EventsOff: (name: string) => void }
  return { app, runtime }
}

beforeEach(() => {
  FakeSource.opened = []
  vi.stubGlobal('EventSource', FakeSource)
})

afterEach(() => vi.unstubAllGlobals())

function answer(status: number, body: unknown, headers: Record<string, string> = {}) {
  const fetch = vi.fn(async () => new Response(JSON.stringify(body), { status, headers }))
  vi.stubGlobal('fetch', fetch)
  return fetch
}

describe('a call in a browser', () => {
  it('posts its arguments and answers with the result', async () => {
    const fetch = answer(200, { result: { name: 'Ana' } })
    await expect(browser().app.GetCard?.({ id: 'card_1' })).resolves.toEqual({ name: 'Ana' })
    expect(fetch).toHaveBeenCalledWith('/rpc/GetCard', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '[{"id":"card_1"}]',
    })
  })

  it('rejects as the window does: the error as JSON in the message', async () => {
    answer(422, { error: { code: 'invalid', key: 'error.invalid' } })
    await expect(browser().app.SaveCard?.({})).rejects.toThrow(
      '{"code":"invalid","key":"error.invalid"}',
    )
  })

  it.each([
    ['the server is gone', () => Promise.reject(new TypeError('fetch failed'))],
    ['the answer is not JSON', async () => new Response('<html>', { status: 502 })],
  ])('says that nobody answers when %s', async (_, fetch) => {
    vi.stubGlobal('fetch', fetch)
    await expect(browser().app.Version?.()).rejects.toThrow('error.offline')
  })
})

describe('events in a browser', () => {
  it('open one stream for all listeners and close it after the last', () => {
    const { runtime } = browser()
    const heard: unknown[] = []
    const first = runtime.EventsOnMultiple('changed', (e) => heard.push(e), -1)
    const second = runtime.EventsOnMultiple('changed', (e) => heard.push(e), -1)
    expect(FakeSource.opened).toHaveLength(1)
    FakeSource.opened[0]?.tell({ noun: 'card', ids: ['card_1'] })
    expect(heard).toEqual([
      { noun: 'card', ids: ['card_1'] },
      { noun: 'card', ids: ['card_1'] },
    ])
    first()
    expect(FakeSource.opened[0]?.readyState).not.toBe(FakeSource.CLOSED)
    second()
    expect(FakeSource.opened[0]?.readyState).toBe(FakeSource.CLOSED)
  })

  it('tell to fetch everything again after the stream was lost', () => {
    const heard: unknown[] = []
    browser().runtime.EventsOnMultiple('changed', (e) => heard.push(e), -1)
    const source = FakeSource.opened[0]
    source?.onopen()
    expect(heard).toEqual([])
    source?.onerror()
    source?.onopen()
    expect(heard).toEqual([{ noun: '*', ids: ['*'] }])
  })

  it.each([
    ['before the stream opens', true, 4, 5, 1],
    ['as the stream opens', false, 4, 5, 1],
    ['with all that the stream is too late for', true, 5, 5, 0],
    ['behind the stream', false, 6, 5, 0],
  ])(
    'an answer read %s: all is fetched again if something changed between',
    async (_, first, read, opened, times) => {
      answer(200, { result: 1 }, { 'Stepwise-Changes': String(read) })
      const heard: unknown[] = []
      const { app, runtime } = browser()
      runtime.EventsOnMultiple('changed', (e) => heard.push(e), -1)
      const source = FakeSource.opened[0]
      if (first) await app.Version?.()
      source?.tell(opened, 'opened')
      if (!first) await app.Version?.()
      expect(heard).toEqual(Array(times).fill({ noun: '*', ids: ['*'] }))
    },
  )

  it('can be heard a given number of times', () => {
    const heard: unknown[] = []
    browser().runtime.EventsOnMultiple('changed', (e) => heard.push(e), 1)
    const source = FakeSource.opened[0]
    source?.tell(1)
    source?.tell(2)
    expect(heard).toEqual([1])
  })
})

describe('in the window', () => {
  it('nothing is put in place', () => {
    const wails = { WailsInvoke: () => {} }
    installShim(wails)
    expect(wails).not.toHaveProperty('go')
  })
})
