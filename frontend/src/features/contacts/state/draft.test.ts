import { expect, it } from 'vitest'
import { newAddress, newDraft, saveOf, withDefault, without } from './draft'

const list = () => {
  const a = { ...newAddress('email', true), typed: 'a' }
  const b = { ...newAddress('email'), typed: 'b' }
  const phone = { ...newAddress('sms', true), typed: 'p' }
  return [a, b, phone]
}

const shown = (addresses: ReturnType<typeof list>) =>
  addresses.map((a) => a.typed + (a.default ? '*' : '')).join(' ')

it('another email becomes the default, the phone stays', () => {
  const addresses = list()
  expect(shown(withDefault(addresses, addresses[1]?.key ?? ''))).toBe('a b* p*')
})

it.each([
  [0, 'b* p*'],
  [1, 'a* p*'],
  [2, 'a* b'],
])('without address %s the rest is %s', (i, want) => {
  const addresses = list()
  expect(shown(without(addresses, addresses[i]?.key ?? ''))).toBe(want)
})

it('keys stay on the screen', () => {
  expect(saveOf(newDraft('person')).addresses[0]).toEqual({
    id: '',
    channel: 'email',
    typed: '',
    label: '',
    default: true,
  })
})
