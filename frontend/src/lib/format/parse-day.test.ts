import { describe, expect, it } from 'vitest'
import 'dayjs/locale/hu'
import 'dayjs/locale/ro'
import { parseDay } from './parse-day'

describe('a day as people type it', () => {
  it.each([
    ['en', '2 Jan 2026'],
    ['en', '02/01/2026'],
    ['ro', '02.01.2026'],
    ['ro', '2.1.2026'],
    ['hu', '2026.01.02.'],
    ['hu', '2026. 1. 2.'],
    ['en', '2026-01-02'],
  ])('%s: %s', (language, text) => {
    expect(parseDay(text, language)).toBe('2026-01-02')
  })

  it.each(['', 'soon', '30.02.2026', '2026'])('%s is none', (text) => {
    expect(parseDay(text, 'ro')).toBeNull()
  })
})
