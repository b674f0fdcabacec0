import { Tooltip } from '@mantine/core'
import {
  IconAlertTriangle,
  IconClock,
  IconFlask,
  IconPlayerPlay,
  IconPlugOff,
} from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { When } from '@/components/ui/when'
import { useOpenDrawer } from '@/lib/drawers/drawers'
import { paths } from '@/lib/routing/paths'
import { useStatus } from './api'
import { problemCount } from './problem-count'
import classes from './status-line.module.css'

/** At the bottom of every screen: what runs, what comes next, and what needs a person. */
export function StatusLine() {
  const { t } = useTranslation()
  const { data: status, error } = useStatus()
  if (error) {
    return (
      <div className={classes.line}>
        <span className={classes.part} data-tone="red">
          <IconPlugOff size={14} aria-hidden /> {t('shell.no_answer')}
        </span>
      </div>
    )
  }
  if (!status) return <div className={classes.line} />
  return (
    <div className={classes.line}>
      {status.testMode ? (
        <Tooltip label={t('shell.test_mode_words')}>
          <Link to={paths.settings('sending')} className={classes.part} data-tone="amber">
            <IconFlask size={14} aria-hidden /> {t('shell.test_mode')}
          </Link>
        </Tooltip>
      ) : (
        <span className={classes.part} data-tone="green">
          <IconPlayerPlay size={14} aria-hidden /> {t('shell.running')}
        </span>
      )}
      <span className={`${classes.part} ${classes.wide}`}>
        {t('shell.active_automations', { count: status.activeSequences })}
      </span>
      <span className={`${classes.part} ${classes.next}`}>
        <IconClock size={14} aria-hidden style={{ flex: 'none' }} />
        {status.next ? (
          <span className="clip">
            <span className={classes.label}>{t('shell.next_step')}</span>{' '}
            <When at={status.next} relative />
          </span>
        ) : (
          t('shell.no_next')
        )}
      </span>
      {status.queued > 0 && (
        <Link
          to={paths.outbox()}
          search={{ state: 'queued' } as never}
          className={`${classes.part} ${classes.wide}`}
        >
          {t('shell.queued', { count: status.queued })}
        </Link>
      )}
      <ProblemsButton count={problemCount(status)} />
    </div>
  )
}

function ProblemsButton({ count }: { count: number }) {
  const { t } = useTranslation()
  const open = useOpenDrawer()
  if (count === 0)
    return <span className={`${classes.part} ${classes.end}`}>{t('shell.no_problems')}</span>
  return (
    <button
      type="button"
      className={`${classes.part} ${classes.end} ${classes.problems}`}
      onClick={() => open({ kind: 'problems' })}
    >
      <IconAlertTriangle size={14} aria-hidden />
      {t('shell.problems', { count })}
    </button>
  )
}
