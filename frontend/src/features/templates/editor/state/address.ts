/** What a typed address leads to, or why it can't be followed. */
export type Address = { href: string } | { problem: 'empty' | 'scheme' | 'space' | 'host' }

const schemes = /^(https?|mailto|tel):/i
const domain = /^[\p{L}\d-]+(\.[\p{L}\d-]+)*\.[\p{L}]{2,}(:\d+)?([/?#]|$)/u
const mailbox = /^[^\s@/]+@[^\s@/]+\.[^\s@/]+$/
const phone = /^\+[\d\s().-]{6,}$/

/** Looks at an address as a person types it: "firm.ro" and "ana@firm.ro" are completed. */
export function readAddress(typed: string): Address {
  const text = typed.trim()
  if (text === '') return { problem: 'empty' }
  const outside = text.replace(/\{\{[^{}]*\}\}/g, '')
  if (/^\{\{[^{}]+\}\}/.test(text))
    return /\s/.test(outside) ? { problem: 'space' } : { href: text }
  if (mailbox.test(text)) return { href: `mailto:${text}` }
  if (phone.test(text)) return { href: `tel:${text.replace(/[^\d+]/g, '')}` }
  if (domain.test(text) && !schemes.test(text)) return readAddress(`https://${text}`)
  if (!schemes.test(text)) return { problem: 'scheme' }
  if (/\s/.test(outside)) return { problem: 'space' }
  if (/^https?:/i.test(text) && !/^https?:\/\/[^/?#@]+([/?#]|$)/i.test(text)) {
    return { problem: 'host' }
  }
  return { href: text }
}
