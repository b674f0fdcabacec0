import { Anchor, Button, Group, Text } from '@mantine/core'
import { IconCheck, IconX } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { api } from '@wails/go/models'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ToneBadge } from '@/components/ui/state-badge'
import { When } from '@/components/ui/when'
import { say } from '@/lib/i18n/say'
import { paths } from '@/lib/routing/paths'
import { useKeyName } from '../leads/key-select'
import classes from '../settings.module.css'
import { pretty } from './draft'

/** A call: what it was answered, the card that it made or changed, and what it said. */
export function InletCallLine({ view, product }: { view: api.InletCallView; product: string }) {
  const { t } = useTranslation()
  const nameOf = useKeyName(product)
  const [open, setOpen] = useState(false)
  const { call } = view
  const well = call.answer === 200
  const word = call.repeated ? 'repeated' : !well ? 'failed' : call.made ? 'made' : 'changed'
  return (
    <article className={classes.box} aria-label={t(`incoming.outcome_${word}`)}>
      <div className={classes.boxHead}>
        <div className={classes.words}>
          <Group gap="xs" wrap="nowrap">
            <ToneBadge
              tone={well ? (call.repeated ? 'grey' : 'green') : 'red'}
              icon={well ? IconCheck : IconX}
            >
              {t(`incoming.outcome_${word}`)}
            </ToneBadge>
            <Text size="xs" c="dimmed">
              {call.answer} · <When at={call.at} />
            </Text>
          </Group>
          {call.card && view.cardName && (
            <Anchor component={Link} to={paths.card(product, call.card)} size="sm">
              {view.cardName}
            </Anchor>
          )}
          {call.problems.map((p) => (
            <Text key={p.path + p.key} size="sm" c="var(--tone-red)">
              {p.path && `${nameOf(p.path)}: `}
              {say(p)}
            </Text>
          ))}
        </div>
        {call.body && (
          <Button
            size="compact-xs"
            variant="subtle"
            aria-expanded={open}
            onClick={() => setOpen(!open)}
          >
            {t(open ? 'incoming.body_hide' : 'incoming.body_show')}
          </Button>
        )}
      </div>
      {open && <pre className={classes.quote}>{pretty(call.body)}</pre>}
    </article>
  )
}
