import { Text } from '@mantine/core'
import {
  IconArrowRight,
  IconHandOff,
  IconPencilPlus,
  IconSquarePlus,
  IconX,
} from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { ToneBadge } from '@/components/ui/state-badge'
import { say } from '@/lib/i18n/say'
import { useKeyName } from './key-select'
import classes from './leads.module.css'

const looks = {
  made: ['green', IconSquarePlus],
  changed: ['blue', IconPencilPlus],
  left: ['grey', IconHandOff],
  failed: ['red', IconX],
} as const

/** What would become of it, as a word with its colour. */
export function Outcome({ outcome }: { outcome: api.TriedLead['outcome'] }) {
  const { t } = useTranslation()
  const [tone, Picture] = looks[outcome]
  return (
    <ToneBadge tone={tone} icon={Picture}>
      {t(`incoming.outcome_${outcome}`)}
    </ToneBadge>
  )
}

/** What would become of a mail or a call: why not, or the card with its values. */
export function TriedLead({ lead, product }: { lead: api.TriedLead; product: string }) {
  const nameOf = useKeyName(product)
  return (
    <>
      {lead.why.key && (
        <Text size="sm" c={lead.outcome === 'failed' ? 'var(--tone-red)' : 'dimmed'}>
          {say(lead.why)}
        </Text>
      )}
      {lead.card && (
        <Text size="sm">
          <IconArrowRight size={14} aria-hidden /> {lead.card}
        </Text>
      )}
      {lead.values.length > 0 && (
        <dl className={classes.values}>
          {lead.values.map((v) => (
            <Value key={v.key} name={nameOf(v.key)} value={v} />
          ))}
        </dl>
      )}
      {lead.other.map((p) => (
        <Text key={p.path + p.key} size="sm" c="var(--tone-red)">
          {say(p)}
        </Text>
      ))}
    </>
  )
}

function Value({ name, value }: { name: string; value: api.LeadValue }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>
        <span className={classes.long} title={value.text}>
          {value.text}
        </span>
        {value.why && <span className={classes.wrong}>{say(value.why)}</span>}
      </dd>
    </>
  )
}
