import type { api } from '@wails/go/models'
import { expect, it } from 'vitest'
import { problemCount, toDecide } from './problem-count'

const calm: api.EngineStatus = {
  testMode: false,
  now: 1,
  next: 0,
  activeSequences: 0,
  queued: 5,
  held: 0,
  heldSteps: 0,
  missed: 0,
  surge: false,
  uncertain: 0,
  failed: 0,
  openTasks: 3,
  stoppedAccounts: [],
  notices: [],
}

it.each([
  ['nothing but waiting messages', {}, 0, 0],
  ['a full disk', { trouble: { key: 'error.store.full' } }, 1, 0],
  ['three uncertain ones', { uncertain: 3 }, 1, 3],
  ['held and failed ones', { held: 12, failed: 2 }, 2, 12],
  ['far more messages than usual', { surge: true }, 1, 0],
  ['what test mode holds', { testMode: true, held: 12 }, 0, 0],
  ['steps held while away, also in test mode', { testMode: true, held: 12, heldSteps: 4 }, 1, 4],
])('%s', (_, part, problems, decide) => {
  expect(problemCount({ ...calm, ...part })).toBe(problems)
  expect(toDecide({ ...calm, ...part })).toBe(decide)
})
