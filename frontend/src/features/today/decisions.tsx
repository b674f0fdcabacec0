import {
  type Icon,
  IconChevronRight,
  IconHandStop,
  IconHelpCircle,
  IconPlugOff,
} from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { paths } from '@/lib/routing/paths'
import classes from './today.module.css'

interface Decision {
  icon: Icon
  tone: 'violet' | 'amber' | 'red'
  words: string
  to: string
  search?: Record<string, unknown>
}

/** What waits for a person, each a door; nothing where nothing does. */
export function Decisions({ status }: { status: api.EngineStatus }) {
  const { t } = useTranslation()
  const list: Decision[] = []
  if (status.uncertain > 0) {
    list.push({
      icon: IconHelpCircle,
      tone: 'violet',
      words: t('today.uncertain', { count: status.uncertain }),
      to: paths.outbox(),
      search: { state: 'uncertain' },
    })
  }
  const away = [
    status.heldSteps > 0 ? t('today.away_held', { count: status.heldSteps }) : '',
    status.missed > 0 ? t('today.away_missed', { count: status.missed }) : '',
  ].filter(Boolean)
  if (away.length > 0) {
    list.push({
      icon: IconHandStop,
      tone: 'amber',
      words: t('today.away', { what: away.join(', ') }),
      to: paths.outbox(),
      search: { view: 'away' },
    })
  }
  // In test mode messages are held on purpose.
  if (status.held > 0 && !status.testMode) {
    list.push({
      icon: IconHandStop,
      tone: 'amber',
      words: t('today.held', { count: status.held }),
      to: paths.outbox(),
      search: { state: 'held' },
    })
  }
  for (const { account } of status.stoppedAccounts) {
    const why = account.words ? `: ${account.words}` : ''
    list.push({
      icon: IconPlugOff,
      tone: 'red',
      words: t('today.stopped', { name: account.name }) + why,
      to: paths.settings('sending'),
    })
  }
  if (list.length === 0) return null
  return (
    <section className={classes.decisions} aria-label={t('today.decide')}>
      {list.map((d) => (
        <Link
          key={d.words}
          to={d.to}
          search={d.search as never}
          className={classes.decision}
          data-tone={d.tone}
        >
          <d.icon size={18} aria-hidden />
          <span className="clip" title={d.words}>
            {d.words}
          </span>
          <IconChevronRight size={16} aria-hidden className={classes.end} />
        </Link>
      ))}
    </section>
  )
}
