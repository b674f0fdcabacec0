import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { StateBadge } from '@/components/ui/state-badge'
import { NumberDoor } from './number-door'
import classes from './running.module.css'
import type { Door, View } from './view'

interface EndsProps {
  running: api.RunningOut
  view: View
  onOpen: (door: Door) => void
}

/** All of them in one line: under way, waiting for a person, and how the others ended. */
export function Ends({ running, view, onOpen }: EndsProps) {
  const { t } = useTranslation()
  const all = [
    { state: 'live', badge: 'running', count: running.live },
    { state: 'held', badge: 'held', count: running.held },
    { state: 'uncertain', badge: 'uncertain', count: running.uncertain },
    { state: 'paused', badge: 'paused', count: running.paused },
    { state: 'completed', badge: 'completed', count: running.completed },
    { state: 'left', badge: 'left', count: running.left },
    { state: 'stopped', badge: 'stopped', count: running.stopped },
  ] as const
  const always = ['live', 'completed', 'left']
  return (
    <ul className={classes.ends} aria-label={t('running.all')}>
      {all
        .filter((e) => e.count > 0 || always.includes(e.state))
        .map((e) => (
          <li key={e.state} className={classes.end}>
            <StateBadge state={e.badge} />
            <NumberDoor
              count={e.count}
              label={t(`running.all_n.${e.state}`, { count: e.count })}
              door={{ state: e.state }}
              view={view}
              onOpen={onOpen}
            />
          </li>
        ))}
    </ul>
  )
}
