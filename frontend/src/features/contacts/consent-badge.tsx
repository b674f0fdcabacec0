import { IconBan, IconCheck, IconMailX, IconShieldOff, IconUserQuestion } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { ToneBadge } from '@/components/ui/state-badge'

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

/** That an address is on the suppression list. */
export function SuppressedBadge({ reason }: { reason: string }) {
  const { t } = useTranslation()
  return (
    <ToneBadge tone="red" icon={IconShieldOff}>
      {t(reason === 'erased' ? 'contacts.suppressed_erased' : 'contacts.suppressed')}
    </ToneBadge>
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
