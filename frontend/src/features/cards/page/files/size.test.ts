import { expect, it } from 'vitest'
import { sizeOf } from './size'

it.each([
  [1, '1 byte'],
  [999, '999 byte'],
  [1000, '1 kB'],
  [340_400, '340 kB'],
  [999_499, '999 kB'],
  [999_500, '1 MB'],
  [1_240_000, '1.2 MB'],
  [25_000_000, '25 MB'],
])('%d bytes are %s', (bytes, said) => expect(sizeOf(bytes, 'en')).toBe(said))
