import { describe, expect, it } from 'vitest'
import { eventWord, linesOf, pretty, topicOf, webhookDraft } from './draft'

describe('a webhook', () => {
  it('names nobody unless that is chosen', () => {
    expect(webhookDraft().values).toBe(false)
  })
  it('says its events by topic', () => {
    expect(topicOf('card.created')).toBe('card')
    expect(eventWord('card.created')).toBe('webhook.event.card_created')
  })
  it('reads hosts a line each, and bodies as JSON where they are', () => {
    expect(linesOf(' nas\n10.0.0.0/8, ;x ')).toEqual(['nas', '10.0.0.0/8', 'x'])
    expect(pretty('{"a":1}')).toBe('{\n  "a": 1\n}')
    expect(pretty('<p>')).toBe('<p>')
  })
})
