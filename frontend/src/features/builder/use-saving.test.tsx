import { notifications } from '@mantine/notifications'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, renderHook } from '@testing-library/react'
import { useReducer } from 'react'
import { beforeEach, expect, it, type MockInstance, vi } from 'vitest'
import { open, reduce } from './state/builder-state'
import type { SavedSequence } from './state/draft'
import { type Payload, unsavedSteps } from './state/unsaved'
import { useSaving } from './use-saving'

let said: MockInstance
/** A backend that keeps one automation and answers when it is let. */
let kept: SavedSequence
let waiting: (() => void)[]
let sent: Payload[]

beforeEach(() => {
  said = vi.spyOn(notifications, 'show').mockReturnValue('')
  waiting = []
  sent = []
  kept = {
    id: 'seq_1',
    product: 'prod_1',
    name: 'Offers',
    description: '',
    folder: '',
    filter: '',
    reentry: 'once',
    reentryDays: 0,
    reentryDate: '',
    runToEnd: false,
    stopOnReply: false,
    fallback: '',
    revision: 7,
    state: 'inactive',
    steps: [],
  }
  const SaveSequence = (payload: Payload) =>
    new Promise((resolve, reject) => {
      sent.push(payload)
      waiting.push(() => {
        if (payload.revision !== kept.revision) {
          return reject(new Error(JSON.stringify({ code: 'conflict', key: 'error.conflict' })))
        }
        const steps = payload.steps.map((step, i) => ({ ...step, id: step.id || `step_${i + 1}` }))
        kept = { ...kept, ...payload, steps, revision: kept.revision + 1 }
        resolve({ sequence: kept })
      })
    })
  const GetSequence = async () => ({ sequence: kept })
  Object.assign(window, { go: { main: { App: { SaveSequence, GetSequence } } } })
})

const answer = () => act(async () => waiting.shift()?.())

function builder() {
  const client = new QueryClient()
  const use = () => {
    const [state, dispatch] = useReducer(reduce, kept, open)
    return { state, dispatch, ...useSaving(state, dispatch) }
  }
  const { result } = renderHook(use, {
    wrapper: ({ children }) => (
      <QueryClientProvider client={client}>{children}</QueryClientProvider>
    ),
  })
  const name = (to: string) =>
    act(() => result.current.dispatch({ do: 'settings', patch: { name: to } }))
  return { now: () => result.current, name }
}

it('what is typed while a save is under way is saved by the next one, without a conflict', async () => {
  const { now, name } = builder()
  name('Offers 2')
  let first = Promise.resolve(false)
  let second = first
  await act(async () => {
    first = now().saveAll()
  })
  name('Offers 23')
  await act(async () => {
    second = now().saveAll()
  })
  expect(sent.map((s) => s.name)).toEqual(['Offers 2'])
  await answer()
  expect(now()).toMatchObject({ saving: true, state: { revision: 8 } })
  await answer()
  expect(await Promise.all([first, second])).toEqual([true, true])
  expect(sent.map((s) => [s.name, s.revision])).toEqual([
    ['Offers 2', 7],
    ['Offers 23', 8],
  ])
  expect(kept.name).toBe('Offers 23')
  expect(now().saving).toBe(false)
  expect(said).not.toHaveBeenCalled()
})

it('asked twice it saves once', async () => {
  const { now, name } = builder()
  name('Offers 2')
  await act(async () => {
    void now().saveAll()
    void now().saveAll()
  })
  await answer()
  expect(sent).toHaveLength(1)
  expect(said).not.toHaveBeenCalled()
})

it('a step that was added while another was saved keeps what was set in it', async () => {
  const { now } = builder()
  act(() => now().dispatch({ do: 'add', kind: 'change_card', at: 0 }))
  await act(async () => void now().saveStep('new-1'))
  act(() => now().dispatch({ do: 'change', key: 'new-1', patch: { lateness: 5 } }))
  act(() => now().dispatch({ do: 'add', kind: 'task_user', at: 1 }))
  await act(async () => void now().saveAll())
  await answer()
  expect([...unsavedSteps(now().state)]).toEqual(['new-1', 'new-2'])
  await answer()
  expect(kept.steps.map((s) => [s.id, s.kind, s.lateness])).toEqual([
    ['step_1', 'change_card', 5],
    ['step_2', 'task_user', 0],
  ])
})

it('after somebody else was first, a save that waited leaves the choice to the person', async () => {
  const { now, name } = builder()
  name('Offers 2')
  await act(async () => void now().saveAll())
  name('Offers 3')
  await act(async () => void now().saveAll())
  kept = { ...kept, name: 'Theirs', revision: 8 }
  await answer()
  expect(sent).toHaveLength(1)
  expect(said).toHaveBeenCalledTimes(1)
  expect(now().state.newer).toMatchObject({ name: 'Theirs' })
})
