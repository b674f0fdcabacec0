import { expect, it } from 'vitest'
import { filled } from './filled'

const days = (n: number, measure: string, ...unit: string[]) => ({ text: `${n}`, measure, unit })
const lost = { text: 'Lost' }

it.each([
  ['is', [lost], 'is', ['Lost']],
  [
    'for at least … days is',
    [lost, days(30, '30 days', 'day', 'days')],
    'for at least 30 days is',
    ['Lost'],
  ],
  [
    'de cel puțin … zile este',
    [lost, days(30, '30 de zile', 'zi', 'zile')],
    'de cel puțin 30 de zile este',
    ['Lost'],
  ],
  ['legalább … napja ez', [lost, days(30, '30 nap', 'nap')], 'legalább 30 napja ez', ['Lost']],
  ['changed from … to …', [lost, { text: 'Won' }], 'changed from Lost to Won', []],
  ['is in exactly … days', [days(1, '1 day', 'day', 'days')], 'is in exactly 1 day', []],
])('“%s” says its values', (operator, taken, words, rest) => {
  expect(filled(operator, taken)).toEqual({ words, rest })
})
