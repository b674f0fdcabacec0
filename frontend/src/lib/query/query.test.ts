import { expect, it } from 'vitest'
import { dependsOn } from './query'

it.each([
  ['card', ['card', 'list'], [], true],
  ['card', ['task', 'list'], [], false],
  ['card', ['task', 'list'], ['card'], true],
  ['*', ['anything'], [], true],
])('a change of %s makes %j with nouns %j old: %s', (noun, key, nouns, old) => {
  expect(dependsOn(noun, key, nouns)).toBe(old)
})
