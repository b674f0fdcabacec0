import { expect, it } from 'vitest'
import { inTurn } from './in-turn'

it('two are asked at once, the others in turn, and those given up not at all', async () => {
  const asked: number[] = []
  const answers: (() => void)[] = []
  const ask = (n: number, signal = new AbortController().signal) =>
    inTurn(signal, () => {
      asked.push(n)
      return new Promise<number>((resolve) => answers.push(() => resolve(n)))
    })
  const gone = new AbortController()
  const all = [ask(1), ask(2), ask(3, gone.signal), ask(4)].map((p) => p.catch(() => 'given up'))
  await Promise.resolve()
  expect(asked).toEqual([1, 2])
  gone.abort()
  answers[0]?.()
  await all[2]
  answers[1]?.()
  await expect.poll(() => asked).toEqual([1, 2, 4])
  answers[2]?.()
  expect(await Promise.all(all)).toEqual([1, 2, 'given up', 4])
})
