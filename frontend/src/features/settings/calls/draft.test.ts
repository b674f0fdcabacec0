import type { api } from '@wails/go/models'
import { describe, expect, it } from 'vitest'
import { inletDraft, lastCall, pretty, spare, withPlace } from './draft'

const call = (body: string) => ({ call: { body } }) as api.InletCallView

describe('the mapping of a call', () => {
  const maps = inletDraft('prod_1').maps

  it('fills the place that waits, then adds', () => {
    const one = withPlace(maps, 'lead.email')
    expect(one).toEqual([{ path: 'lead.email', key: 'contact.email' }])
    expect(withPlace(one, 'lead.name')).toHaveLength(2)
  })

  it('offers what is not taken and says something', () => {
    const places = [
      { path: 'a', value: '1' },
      { path: 'b', value: '' },
      { path: 'c', value: '2' },
    ]
    expect(spare(places, [{ path: 'a', key: 'card.name' }]).map((p) => p.path)).toEqual(['c'])
  })

  it('takes the last call that is still kept', () => {
    expect(lastCall([call(''), call('{"a":1}'), call('{}')])?.call.body).toBe('{"a":1}')
    expect(lastCall([])).toBeUndefined()
  })

  it('shows JSON in lines, and what is none as it is', () => {
    expect(pretty('{"a":1}')).toBe('{\n  "a": 1\n}')
    expect(pretty('{"a"')).toBe('{"a"')
  })
})
