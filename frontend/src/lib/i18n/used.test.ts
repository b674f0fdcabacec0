import { expect, it } from 'vitest'
import { makeWords } from './setup'

const sources = import.meta.glob<string>(
  ['../../**/*.{ts,tsx}', '!../../**/*.test.{ts,tsx}', '!../../test-setup.ts'],
  { eager: true, query: '?raw', import: 'default' },
)

// t('cards.title'), t("…"), t(`cards.column.${id}`) and { key: 'cards.title' }.
const written = /(?:\bt\(|\bkey:\s*)(?:'([^'\n]+)'|"([^"\n]+)"|`([^`\n]*)`)/g
const looksLikeKey = /^[a-z][a-z0-9]*\.[a-zA-Z0-9_.]*$/

it('every key that a screen says has words', () => {
  const words = makeWords('en')
  const known = Object.keys(words.getResourceBundle('en', 'translation'))
  const has = (key: string) => known.includes(key) || known.includes(`${key}_other`)
  const missing: string[] = []
  for (const [path, source] of Object.entries(sources)) {
    for (const [, single, double, template] of source.matchAll(written)) {
      const whole = single ?? double ?? template ?? ''
      const [begin = ''] = whole.split('${')
      if (!looksLikeKey.test(begin)) continue
      const found = begin === whole ? has(whole) : known.some((key) => key.startsWith(begin))
      if (!found) missing.push(`${path}: ${whole}`)
    }
  }
  expect(missing).toEqual([])
})
