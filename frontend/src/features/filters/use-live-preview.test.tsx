import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, renderHook } from '@testing-library/react'
import type { api } from '@wails/go/models'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { subjects } from './state/catalogue-fixture'
import { withSubject, withValues } from './state/edits'
import { emptyRow, type Form, listOf, type Row } from './state/form'
import { useLivePreview } from './use-live-preview'

type Asked = { in: api.PreviewFilterIn; answer: (out: Partial<api.PreviewFilterOut>) => void }
let asked: Asked[] = []

beforeEach(() => {
  vi.useFakeTimers()
  asked = []
  const PreviewFilter = (input: api.PreviewFilterIn) =>
    new Promise((resolve) => {
      const none = {
        problems: [],
        sentence: { key: 'filter.say.nothing' },
        each: [],
        total: 0,
        rows: [],
      }
      asked.push({ in: input, answer: (out) => resolve({ ...none, ...out }) })
    })
  Object.assign(window, { go: { main: { App: { PreviewFilter } } } })
})
afterEach(() => vi.useRealTimers())

const [status] = subjects
const row = (key: string, ...values: string[]) =>
  status ? withValues(withSubject(emptyRow(key), status), 0, values) : emptyRow(key)
const form = (...required: Row[]): Form => ({
  name: '',
  required: listOf('required', required),
  optional: listOf('optional'),
})
const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms))

function show(first: Form, whole = false) {
  const client = new QueryClient()
  return renderHook(({ draft, all }) => useLivePreview('prod_1', draft, subjects, all), {
    initialProps: { draft: first, all: whole },
    wrapper: ({ children }) => (
      <QueryClientProvider client={client}>{children}</QueryClientProvider>
    ),
  })
}

it('nothing is asked while no condition is finished', async () => {
  const { result } = show(form(emptyRow('a'), row('b')))
  await pass(1000)
  expect(asked).toEqual([])
  expect(result.current).toMatchObject({ empty: true, unfinished: 2, answer: undefined })
})

it('a pause in typing asks once, without the unfinished rows', async () => {
  const { rerender } = show(form())
  for (const value of ['s', 'st', 'status_1']) {
    rerender({ draft: form(row('a', value), emptyRow('b')), all: false })
    await pass(100)
  }
  expect(asked).toHaveLength(0)
  await pass(250)
  expect(asked.map((a) => a.in.tree.conditions)).toEqual([
    [{ subject: 'status', field: '', op: 'is', values: ['status_1'] }],
  ])
})

it('an answer to an earlier draft is dropped', async () => {
  const { result, rerender } = show(form(row('a', 'status_1')))
  await pass(300)
  rerender({ draft: form(row('a', 'status_2')), all: false })
  await pass(300)
  expect(asked).toHaveLength(2)
  await act(async () => asked[1]?.answer({ total: 2 }))
  await act(async () => asked[0]?.answer({ total: 1 }))
  await pass(0)
  expect(result.current.answer?.total).toBe(2)
  expect(result.current.stale).toBe(false)
})

it('the last answer stays, marked as old, until the next one is there', async () => {
  const { result, rerender } = show(form(row('a', 'status_1')))
  await pass(300)
  await act(async () => asked[0]?.answer({ total: 7 }))
  await pass(0)
  rerender({ draft: form(row('a', 'status_2')), all: false })
  expect(result.current).toMatchObject({ stale: true, answer: { total: 7 } })
  await pass(300)
  expect(result.current).toMatchObject({ stale: true, answer: { total: 7 } })
})

it('a problem stands at the row that has it, also behind an unfinished one', async () => {
  const { result } = show(form(emptyRow('a'), row('b', 'status_9')))
  await pass(300)
  const problems = [{ path: 'conditions[0].values[0]', key: 'filter.problem.status_gone' }]
  await act(async () => asked[0]?.answer({ problems }))
  await pass(0)
  expect(result.current.problems.get('b')).toEqual(problems)
})

it('after a refused save, unfinished rows are asked about too', async () => {
  show(form(emptyRow('a'), row('b', 'status_1')), true)
  await pass(300)
  expect(asked[0]?.in.tree.conditions).toHaveLength(2)
})

it('what is given up is not waited for, and the next edit asks again', async () => {
  const { result, rerender } = show(form(row('a', 'status_1')))
  await pass(300)
  act(() => result.current.stop())
  await pass(0)
  expect(result.current).toMatchObject({ stopped: true, stale: false })
  rerender({ draft: form(row('a', 'status_2')), all: false })
  await pass(300)
  expect(asked).toHaveLength(2)
  expect(result.current.stopped).toBe(false)
})
