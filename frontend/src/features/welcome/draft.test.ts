import { describe, expect, it } from 'vitest'
import { answered, firstDraft, questionOf, setUpOf } from './draft'

describe('what is answered before anybody is asked', () => {
  it.each([
    ['Europe/Bucharest', ['en-US'], 'RO'],
    ['Europe/Budapest', ['en-US'], 'HU'],
    ['Asia/Tokyo', ['hu-HU'], 'HU'],
    ['Asia/Tokyo', ['ja'], 'RO'],
  ])('in %s with %j the country is %s', (zone, tags, country) => {
    expect(firstDraft(zone, ['HU', 'RO'], tags).country).toBe(country)
  })
})

it.each([
  ['Etc/UTC', ['hu-HU'], 'Europe/Budapest'],
  ['Asia/Tokyo', ['hu-HU'], 'Asia/Tokyo'],
])('on a machine in %s with %j the zone is %s', (zone, tags, want) => {
  const browser = Intl.DateTimeFormat().resolvedOptions().timeZone
  const expected = zone === 'Etc/UTC' && !/^(Etc\/)?UTC$/.test(browser) ? browser : want
  expect(firstDraft(zone, ['HU', 'RO'], tags).zone).toBe(expected)
})

const draft = { ...firstDraft('Europe/Bucharest', ['RO'], []), name: ' Ana ', email: 'ana@x.ro' }

it('asks again while an answer is missing', () => {
  expect(answered(draft, 0)).toBe(true)
  expect(answered(draft, 1)).toBe(false)
  expect(answered({ ...draft, name: '  ' }, 0)).toBe(false)
})

it.each([
  [['email'], 0],
  [['zone'], 1],
  [['elsewhere'], 2],
])('problems at %j belong to question %i', (paths, question) => {
  expect(questionOf(paths)).toBe(question)
})

it('tells the backend trimmed answers', () => {
  expect(setUpOf({ ...draft, start: 'empty' }, 'ro')).toMatchObject({
    name: 'Ana',
    language: 'ro',
    sample: false,
  })
})
