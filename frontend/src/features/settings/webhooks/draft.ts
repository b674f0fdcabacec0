import type { api, crm } from '@wails/go/models'

/** The words of an event: "card.created" is said by `webhook.event.card_created`. */
export const eventWord = (event: string) => `webhook.event.${event.replace('.', '_')}`

/** What events are about: the first part of their names. */
export const topicOf = (event: string) => event.split('.')[0] ?? ''

/** A webhook as it is edited; a new one hears of cards and names nobody. */
export function webhookDraft(webhook?: crm.Webhook): api.SaveWebhookIn {
  if (!webhook) {
    return {
      id: '',
      name: '',
      url: 'https://',
      product: '',
      events: ['card.created', 'card.changed'],
      values: false,
      active: true,
      renew: false,
    }
  }
  const { id, name, url, product, events, values, active } = webhook
  return { id, name, url, product, events: [...events], values, active, renew: false }
}

/** A body as people read it. */
export function pretty(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2)
  } catch {
    return body
  }
}

/** The entries of a text with one on each line. */
export function linesOf(text: string): string[] {
  return text
    .split(/[\n,;]/)
    .map((line) => line.trim())
    .filter(Boolean)
}
