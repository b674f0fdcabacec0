import { expect, it } from 'vitest'
import { marked, matches } from './match'

it.each([
  ['Mergi la Șabloane', 'sabl', true],
  ['Mergi la Șabloane', 'la mer', true],
  ['Ügyfelek megnyitása', 'UGYF', true],
  ['New card', 'ard', false],
  ['New card', '', true],
  ['New card · Customers', 'new cust', true],
])('%s is found by "%s": %s', (text, typed, found) => expect(matches(text, typed)).toBe(found))

it.each([
  ['Ștefan Pop', 'stef', '[Ștef]an Pop'],
  ['Ștefan Popa', 'pop ste', '[Ște]fan [Pop]a'],
  ['Copopul', 'pop', 'Copopul'],
  ['Straße 5', 'strasse', 'Straße 5'],
  ['Ion', '', 'Ion'],
  ['A 😀 Ana', 'ana', 'A 😀 [Ana]'],
  ['ana ana', 'ana', '[ana] [ana]'],
])('in %s, "%s" marks %s', (text, typed, want) => {
  const got = marked(text, typed).map((p) => (p.marked ? `[${p.text}]` : p.text))
  expect(got.join('')).toBe(want)
})
