import { Title } from '@mantine/core'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { StateBadge } from '@/components/ui/state-badge'
import { NumberDoor } from './number-door'
import classes from './running.module.css'
import type { Door, View } from './view'

interface ReasonsProps {
  reasons: api.RunningReason[]
  view: View
  onOpen: (door: Door) => void
}

/** Why some wait for a person, were left out, or ended: each number opens its cards. */
export function Reasons({ reasons, view, onOpen }: ReasonsProps) {
  const { t } = useTranslation()
  return (
    <section aria-label={t('running.reasons')}>
      <Title order={2} className={classes.heading}>
        {t('running.reasons')}
      </Title>
      <ul className={classes.reasons}>
        {reasons.map((r) => {
          const words = r.reason ? t(`reason.${r.reason}`) : t('running.no_reason')
          return (
            <li key={`${r.state} ${r.reason} ${r.step}`} className={classes.reason}>
              <StateBadge state={r.state} />
              <span className={classes.why}>
                {words}
                {r.position > 0 && (
                  <span className={classes.small}>
                    {t('running.at_step', { position: r.position })}
                  </span>
                )}
              </span>
              <NumberDoor
                count={r.count}
                tone={r.state === 'held' ? 'amber' : undefined}
                label={`${t(`state.${r.state}`)}: ${words}: ${r.count}`}
                door={{ state: r.state, step: r.step, reason: r.reason }}
                view={view}
                onOpen={onOpen}
              />
            </li>
          )
        })}
      </ul>
    </section>
  )
}
