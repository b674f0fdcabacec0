import { IconBan, IconCheck, IconMailX, IconShieldOff, IconUserQuestion } from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { ToneBadge } from '@/components/ui/state-badge'
import { useFormat } from '@/lib/format/use-format'

const looks = {
  active: ['green', IconCheck],
  unconfirmed: ['amber', IconUserQuestion],
  unsubscribed: ['red', IconBan],
  bounced: ['red', IconMailX],
} as const

type Consent = keyof typeof looks

/** Whether an address may get messages: icon, word, colour. */
export function ConsentBadge({ consent }: { consent: Consent }) {
  const { t } = useTranslation()
  const [tone, icon] = looks[consent]
  return (
    <ToneBadge tone={tone} icon={icon}>
      {t(`contacts.consent.${consent}`)}
    </ToneBadge>
  )
}

/** That an address is on the suppression list, and why. */
export function SuppressedBadge({ entry }: { entry: api.SuppressedAddress }) {
  const { t } = useTranslation()
  const { moment } = useFormat()
  const facts = [
    t(`consent.scope.${entry.scope}`),
    moment(entry.since),
    entry.who,
    entry.proof,
  ].filter(Boolean)
  return (
    <>
      <ToneBadge tone="red" icon={IconShieldOff}>
        {t('contacts.suppressed_why', { reason: t(`consent.reason.${entry.reason}`) })}
      </ToneBadge>
      <span>{facts.join(' · ')}</span>
    </>
  )
}

/** In a dense list: only what keeps messages away, as an icon with its word. */
export function ConsentMark({ consent }: { consent: string }) {
  const { t } = useTranslation()
  if (!consent || consent === 'active') return null
  const [tone, Picture] = looks[consent as Consent]
  const word = t(`contacts.consent.${consent}`)
  return (
    <Picture
      size={14}
      role="img"
      aria-label={word}
      style={{ color: `var(--tone-${tone})`, flex: 'none' }}
    >
      <title>{word}</title>
    </Picture>
  )
}
