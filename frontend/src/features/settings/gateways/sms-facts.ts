import type { crm } from '@wails/go/models'
import type { TFunction } from 'i18next'

/** Which service an account for SMS is, in whose name it sends, and what a part costs. */
export function smsFacts(account: crm.Account, t: TFunction, language: string): string {
  const { kind, name, gateway, sms } = account
  const service = gateway ? gateway.url : t(`sms_gateway.kind.${kind}`)
  const { price = 0, currency = '' } = gateway ?? sms ?? {}
  const shown = new Intl.NumberFormat(language, { maximumFractionDigits: 4 }).format(price)
  return [
    service !== name && service,
    gateway?.from || sms?.from,
    price > 0 && t('sms_gateway.part_price', { price: `${shown} ${currency}`.trim() }),
  ]
    .filter(Boolean)
    .join(' · ')
}
