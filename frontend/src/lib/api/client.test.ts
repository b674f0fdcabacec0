import { describe, expect, it } from 'vitest'
import { ApiError, call, toApiError } from './client'

const refused = {
  code: 'invalid',
  key: 'error.invalid',
  problems: [
    { path: 'steps[2].timing.delay', key: 'step.delay.range' },
    { path: 'steps[20]', key: 'step.template' },
    { path: 'name', key: 'sequence.name' },
  ],
}

describe('what a binding rejects with', () => {
  it('is read from the JSON in the message', () => {
    const error = toApiError(new Error(JSON.stringify(refused)))
    expect(error).toBeInstanceOf(ApiError)
    expect(error).toMatchObject(refused)
  })

  it('may also be the plain text, as older windows give it', () => {
    expect(toApiError(JSON.stringify(refused)).code).toBe('invalid')
  })

  it.each(['boom', '', '{"half', '[1]', 'null', '{"no":"code"}'])(
    'is an internal error when it is not ours: %s',
    (text) => {
      expect(toApiError(new Error(text))).toMatchObject({ code: 'internal', key: 'error.internal' })
    },
  )

  it('stays the same error when it is one already', () => {
    const error = new ApiError({ code: 'conflict', key: 'sequence.changed' })
    expect(toApiError(error)).toBe(error)
  })
})

describe('an ApiError', () => {
  const error = toApiError(new Error(JSON.stringify(refused)))

  it('finds the problems of a field and of what is below it', () => {
    expect(error.at('steps[2]').map((p) => p.key)).toEqual(['step.delay.range'])
    expect(error.at('steps[2].timing.delay')).toHaveLength(1)
    expect(error.at('steps')).toHaveLength(2)
    expect(error.at('na')).toEqual([])
  })
})

describe('call', () => {
  it('passes the answer on', async () => {
    await expect(call(async () => 42)).resolves.toBe(42)
  })

  it('rejects with an ApiError only, also when the binding throws at once', async () => {
    await expect(
      call(() => {
        throw new TypeError('window.go is undefined')
      }),
    ).rejects.toBeInstanceOf(ApiError)
  })
})
