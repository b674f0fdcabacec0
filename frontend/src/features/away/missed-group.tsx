import { Button } from '@mantine/core'
import { IconDoorEnter } from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/lib/format/use-format'
import { Group } from './group'
import { MissedCards } from './missed-cards'
import type { MissedPick } from './use-decide-missed'

interface MissedGroupProps {
  group: api.AwayMissed
  busy: boolean
  onDecide: (pick: MissedPick, decision: api.DecideMissedIn['decision']) => void
}

/** Cards that would have entered an automation while nobody was there. */
export function MissedGroup({ group, busy, onDecide }: MissedGroupProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const { count, first, last, sequence } = group
  const when =
    format.day(first) === format.day(last)
      ? t('away.on', { day: format.day(first) })
      : t('away.from_to', { from: format.day(first), to: format.day(last) })
  const decisions = group.running ? (['start', 'ignore'] as const) : (['ignore'] as const)
  return (
    <Group
      icon={<IconDoorEnter size={18} stroke={1.75} aria-hidden />}
      sentence={t('away.came_and_went', { count, when })}
      product={group.product}
      sequence={sequence}
      name={group.name}
      detail={<span>{t(group.running ? 'away.no_longer' : 'away.not_running')}</span>}
      actions={
        group.mine > 0 &&
        decisions.map((decision) => (
          <Button
            key={decision}
            size="xs"
            variant="default"
            disabled={busy}
            onClick={() => onDecide({ sequence, ids: [], count }, decision)}
          >
            {t(`away.${decision}`)}
          </Button>
        ))
      }
      cards={() => (
        <MissedCards sequence={sequence} decisions={decisions} busy={busy} onDecide={onDecide} />
      )}
    />
  )
}
