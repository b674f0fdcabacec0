import { Button, Group, Text } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { StateBadge } from '@/components/ui/state-badge'
import { When } from '@/components/ui/when'
import classes from '../settings.module.css'
import { eventWord, pretty } from './draft'

interface CallLineProps {
  row: api.CallRow
  busy: boolean
  onResend: () => void
}

/** One thing that was told: what, of which card, how it went, and what was sent. */
export function CallLine({ row, busy, onResend }: CallLineProps) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const { call, cardName } = row
  const again = call.state !== 'done'
  return (
    <article className={classes.box} aria-label={t(eventWord(call.kind))}>
      <div className={classes.boxHead}>
        <div className={classes.words}>
          <Group gap="xs" wrap="nowrap">
            <Text size="sm" fw={600} className="clip" title={cardName}>
              {t(eventWord(call.kind))}
              {cardName && `: ${cardName}`}
            </Text>
            <StateBadge
              state={call.state === 'waiting' ? 'queued' : call.state}
              reason={call.reason}
            />
          </Group>
          <Text size="xs" c="dimmed">
            <When at={call.created} />
            {call.tries > 0 && ` · ${t('webhook.tries', { count: call.tries })}`}
            {call.state === 'waiting' && call.tries > 0 && (
              <>
                {` · ${t('webhook.next_try')} `}
                <When at={call.due} relative />
              </>
            )}
          </Text>
          {call.words && (
            <Text size="xs" className="clip" title={call.words}>
              {call.words}
            </Text>
          )}
        </div>
        <Group gap="xs">
          <Button
            size="compact-xs"
            variant="subtle"
            aria-expanded={open}
            onClick={() => setOpen(!open)}
          >
            {t(open ? 'webhook.hide' : 'webhook.body')}
          </Button>
          {again && (
            <Button
              size="compact-xs"
              variant="default"
              disabled={busy}
              leftSection={<IconRefresh size={12} />}
              onClick={onResend}
            >
              {t('webhook.resend')}
            </Button>
          )}
        </Group>
      </div>
      {open && <pre className={classes.quote}>{pretty(call.body)}</pre>}
    </article>
  )
}
