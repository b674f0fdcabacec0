import { ActionIcon, Button, Text, Tooltip } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { type Action, these } from '@/lib/jobs/use-acts'
import classes from './running.module.css'

interface ActsBarProps {
  ask: api.RunningAsk
  ids: string[]
  /** All behind the number, also those that are not loaded. */
  all: boolean
  count: api.CountRunningOut | undefined
  actions: Action[]
  busy: boolean
  onAll: () => void
  onClear: () => void
  onAct: (pick: api.RunningPick, action: Action) => void
}

/** How many cards are chosen, and what can be done with them. */
export function ActsBar(p: ActsBarProps) {
  const { t } = useTranslation()
  const total = p.count?.count ?? 0
  const count = p.all ? total : p.ids.length
  const pick: api.RunningPick = p.all ? { ids: [], all: p.ask, except: [] } : these(p.ids)
  const label = t('cards.selected', { count })
  return (
    <div className={classes.acts} role="toolbar" aria-label={label}>
      <Tooltip label={t('ui.clear_choice')}>
        <ActionIcon aria-label={t('ui.clear_choice')} onClick={p.onClear}>
          <IconX size={16} />
        </ActionIcon>
      </Tooltip>
      <Text fw={600} className="num" aria-live="polite">
        {label}
      </Text>
      {!p.all && total > count && (
        <Button size="compact-sm" variant="subtle" onClick={p.onAll}>
          {t('cards.select_all', { count: total })}
        </Button>
      )}
      <span className={classes.end}>
        {p.actions.map((action) => (
          <Button
            key={action}
            size="compact-sm"
            variant="default"
            color={action === 'stop' ? 'red' : undefined}
            disabled={p.busy}
            onClick={() => p.onAct(pick, action)}
          >
            {t(`running.do.${action}`)}
          </Button>
        ))}
      </span>
    </div>
  )
}
