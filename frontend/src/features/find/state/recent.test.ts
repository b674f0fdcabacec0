import { beforeEach, expect, it } from 'vitest'
import { type FoundHit, recent, remember } from './recent'

const hit = (id: string) =>
  ({ noun: 'card', id, title: id, below: '', product: 'p', card: '' }) as FoundHit

beforeEach(() => localStorage.clear())

it('remembers the last six, each once, the newest first', () => {
  for (const id of 'abcdefgh') remember(hit(id))
  remember(hit('f'))
  expect(recent().map((r) => r.id)).toEqual(['f', 'h', 'g', 'e', 'd', 'c'])
})

it('forgets what it cannot read', () => {
  localStorage.setItem('find-recent', '{"noun":')
  expect(recent()).toEqual([])
  localStorage.setItem('find-recent', '[{"noun":"spell"}]')
  expect(recent()).toEqual([])
})
