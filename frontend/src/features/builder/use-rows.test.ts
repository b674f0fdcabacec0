import { expect, it } from 'vitest'
import { newStep } from './state/draft'
import { placesOf } from './use-rows'

it('a step follows the one before it that is not disabled, and finds its PDF', () => {
  const steps = [
    newStep('a', 'pdf', true),
    { ...newStep('b', 'task_user', false), disabled: true },
    newStep('c', 'email_client', false),
    { ...newStep('d', 'pdf', false), disabled: true },
    newStep('e', 'email_user', false),
  ]
  const places = placesOf(steps)
  expect(steps.map(({ key }) => places.get(key))).toEqual([
    { position: 1, after: 0, pdf: 0 },
    { position: 2, after: 1, pdf: 1 },
    { position: 3, after: 1, pdf: 1 },
    { position: 4, after: 3, pdf: 1 },
    { position: 5, after: 3, pdf: 1 },
  ])
})
