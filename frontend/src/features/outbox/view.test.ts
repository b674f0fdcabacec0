import { describe, expect, it } from 'vitest'
import { momentOf, possibleNow, tabsOf, viewSchema } from './view'

describe('the tabs of the outbox', () => {
  it('begin with what needs a person and leave out what there is none of', () => {
    const tabs = tabsOf([
      { state: 'sent', count: 40 },
      { state: 'held', count: 2 },
      { state: 'expired', count: 1 },
    ])
    expect(tabs.map((tab) => `${tab.state} ${tab.count}`)).toEqual([
      'uncertain 0',
      'held 2',
      'queued 0',
      'sent 40',
      'failed 0',
      'expired 1',
    ])
  })
})

describe('the moment that matters', () => {
  const message = { due: 1, planned: 2, created: 3, handedAt: 4, settledAt: 0 }
  it.each([
    ['queued', 1],
    ['held', 2],
    ['sent', 4],
    ['uncertain', 4],
  ])('of a message that is %s', (state, at) => {
    expect(momentOf({ ...message, state } as never).at).toBe(at)
  })
})

it('an address that it does not understand shows all messages', () => {
  expect(viewSchema.parse({ state: 'lost', channel: 3, view: 9 })).toEqual({
    view: 'messages',
    state: '',
    reason: '',
    channel: '',
    search: '',
  })
})

it.each([
  ['held', '', false, ['release', 'discard']],
  ['held', '', true, ['discard']],
  ['uncertain', 'no_reply', true, ['arrived', 'again', 'drop']],
  ['uncertain', 'sent_again', false, []],
  ['queued', 'quiet_hours', false, ['recall']],
  ['queued', 'retry', false, ['now', 'recall']],
  ['failed', 'recipient_refused', false, ['again']],
  ['failed', 'sent_again', false, []],
  ['sent', '', false, []],
] as const)(
  'what is %s (%s) can be decided so (test mode: %s)',
  (state, reason, testMode, want) => {
    expect(possibleNow(state, reason, testMode)).toEqual(want)
  },
)
