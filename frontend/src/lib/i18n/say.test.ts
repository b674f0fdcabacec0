import { describe, expect, it } from 'vitest'
import fixture from '@/locales/fixture.json'
import { sayIn } from './say'
import { languages, makeWords } from './setup'

// package words of the backend reads the same file.
describe.each(languages)('in %s a phrase is the sentence that the backend writes', (language) => {
  const words = makeWords(language)
  it.each(fixture.cases.map((c) => [JSON.stringify(c.phrase), c] as const))('%s', (_, c) => {
    expect(sayIn(words, c.phrase, fixture.zone)).toBe(c[language])
  })
})
