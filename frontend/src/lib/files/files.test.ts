import { expect, it } from 'vitest'
import { fromBase64, toBase64 } from './files'

it.each([0, 1, 3, 0x8000, 0x8001, 70_000])('%i bytes survive the way there and back', (size) => {
  const bytes = Uint8Array.from({ length: size }, (_, i) => (i * 31) % 256)
  expect(fromBase64(toBase64(bytes))).toEqual(bytes)
})
