import { Button } from '@mantine/core'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { KindIcon } from '@/components/ui/step-kind'
import { useFormat } from '@/lib/format/use-format'
import type { Action } from '@/lib/jobs/use-acts'
import { Group } from './group'
import { HeldCards } from './held-cards'

interface HeldGroupProps {
  group: api.AwayHeld
  busy: boolean
  onAct: (pick: api.RunningPick, action: Action) => void
}

/** Some steps of one automation that should have acted on one day and wait for a person. */
export function HeldGroup({ group, busy, onAct }: HeldGroupProps) {
  const { t } = useTranslation()
  const when = useWhen(group.first, group.last)
  const whole: api.RunningPick = { ids: [], all: group.ask, except: [] }
  const { kind, position, template, reason, count, mine } = group
  return (
    <Group
      icon={<KindIcon kind={kind} />}
      sentence={t(`away.should.${kind}`, { count, when })}
      product={group.product}
      sequence={group.sequence}
      name={group.name}
      detail={
        <>
          <span className="clip" title={template}>
            {t('away.step', { position, template: template || t(`kind.${kind}`) })}
          </span>
          <span>{t(`reason.${reason}`)}</span>
        </>
      }
      actions={
        mine > 0 &&
        (['send', 'skip'] as const).map((action) => (
          <Button
            key={action}
            size="xs"
            variant="default"
            disabled={busy}
            onClick={() => onAct(whole, action)}
          >
            {t(`away.${action}`)}
          </Button>
        ))
      }
      cards={() => <HeldCards ask={group.ask} busy={busy} onAct={onAct} />}
    />
  )
}

/** "Tue 24 Nov, 09:00", or from when to when of that day. */
function useWhen(first: number, last: number): string {
  const { t } = useTranslation()
  const format = useFormat()
  if (format.time(first) === format.time(last)) {
    return t('away.at', { day: format.day(first), time: format.time(first) })
  }
  return t('away.between', {
    day: format.day(first),
    from: format.time(first),
    to: format.time(last),
  })
}
