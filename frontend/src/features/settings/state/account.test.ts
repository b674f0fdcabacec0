import type { crm } from '@wails/go/models'
import { describe, expect, it } from 'vitest'
import { accountDraft, accountSave, readHeaders, withAddress, withGuess, withTLS } from './account'

const me = { name: 'Atelier', email: 'ana@x.ro' }
const saved = {
  id: 'account_1',
  kind: 'smtp',
  name: 'Office',
  hasSecret: true,
  smtp: { host: 'mail.x.ro', port: 587, tls: 'starttls' },
} as crm.Account

describe('the secret', () => {
  it('is kept while nobody touches it', () => {
    expect(accountSave(accountDraft('smtp', saved, me)).secret).toBeNull()
  })
  it('is replaced by what is typed, also by nothing', () => {
    const draft = { ...accountDraft('smtp', saved, me), newSecret: true }
    expect(accountSave({ ...draft, secret: 'new' }).secret).toBe('new')
    expect(accountSave(draft).secret).toBe('')
  })
  it('of a new account is what is typed', () => {
    expect(accountSave(accountDraft('smtp', undefined, me)).secret).toBe('')
  })
})

it.each([
  [587, 'tls', 465],
  [25, 'starttls', 587],
  [2525, 'tls', 2525],
] as const)('port %i with %s becomes %i', (port, tls, expected) => {
  expect(withTLS({ port, tls: 'none' } as crm.SMTPSettings, tls).port).toBe(expected)
})

it('reads headers from lines', () => {
  expect(readHeaders('Authorization: Bearer {{secret}}\n\n X-A:b:c \nalone')).toEqual({
    Authorization: 'Bearer {{secret}}',
    'X-A': 'b:c',
    alone: '',
  })
})

it('sends only the settings of its kind', () => {
  const out = accountSave(accountDraft('gateway', undefined, me))
  expect(out.smtp).toBeUndefined()
  expect(out.gateway?.headers).toEqual({ Authorization: 'Bearer {{secret}}' })
})

describe('the server of an address', () => {
  const preset = {
    host: 'smtp.gmail.com',
    port: 587,
    tls: 'starttls',
    oauth: 'google',
    perDay: 500,
  }
  const guess = { preset } as crm.MailGuess
  it('is filled in where nobody typed one, and again for another address', () => {
    const draft = accountDraft('smtp', undefined, me)
    const filled = { ...draft, ...withGuess(draft, guess) }
    expect(filled.smtp.host).toBe('smtp.gmail.com')
    expect(filled.perDay).toBe(500)
    const other = { preset: { ...preset, host: 'mail.x.ro' } } as crm.MailGuess
    expect(withGuess(filled, other).smtp?.host).toBe('mail.x.ro')
  })
  it('never takes the place of one that was typed', () => {
    const draft = accountDraft('smtp', saved, me)
    expect(withGuess(draft, guess)).toEqual({})
  })
  it('brings the user name along, unless that is another one', () => {
    const same = { fromEmail: 'a@x.ro', user: 'a@x.ro' } as crm.SMTPSettings
    expect(withAddress(same, 'b@x.ro').user).toBe('b@x.ro')
    expect(withAddress({ ...same, user: 'office' }, 'b@x.ro').user).toBe('office')
  })
})
