import type { api } from '@wails/go/models'
import { describe, expect, it } from 'vitest'
import { implied, said } from './scopes'

const scope = (name: string, weaker = ''): api.TokenCapable => ({
  scope: name,
  with: weaker,
  say: { key: `token.scope.${name}` },
})
const all = [scope('cards.read'), scope('cards.write', 'cards.read'), scope('messages.read')]

describe('what a token may', () => {
  it('includes reading what it may change', () => {
    expect(implied(['cards.write'], all)).toEqual(['cards.read'])
    expect(implied(['cards.read', 'messages.read'], all)).toEqual([])
  })
  it('is said once', () => {
    const words = (scopes: string[]) => said(scopes, all).map((s) => s.scope)
    expect(words(['cards.read', 'cards.write'])).toEqual(['cards.write'])
    expect(words(['messages.read', 'cards.read'])).toEqual(['cards.read', 'messages.read'])
  })
})
