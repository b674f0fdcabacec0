import { ActionIcon, Loader, Tooltip } from '@mantine/core'
import { IconAlertTriangle, IconPlayerStop, IconRefresh } from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import classes from './live.module.css'
import { LiveCount } from './live-count'
import { useLate } from './use-late'
import type { LivePreview } from './use-live-preview'

interface LiveTopProps {
  live: LivePreview
  /** The saved filter, where the draft is just that. */
  row: api.FilterRow | undefined
  product: string
}

/**
 * How many cards match now. A count that takes its time says so and can be given up, in the same
 * place: nothing below moves.
 */
export function LiveTop({ live, row, product }: LiveTopProps) {
  const { t } = useTranslation()
  const { answer } = live
  const wrong = (answer?.problems.length ?? 0) > 0
  const going = live.stale && !live.empty
  const late = useLate(going)
  return (
    <div className={classes.top} data-stale={late || undefined}>
      <div role="status" className={classes.count} data-old={going || undefined}>
        {answer && !wrong && !live.stopped ? (
          <LiveCount total={answer.total} row={row} product={product} />
        ) : (
          <span className={classes.noCount}>
            {wrong && <IconAlertTriangle size={18} aria-hidden />}
            {t(stateOf(live, wrong))}
          </span>
        )}
      </div>
      {live.stopped ? (
        <Small label={t('filters.count_again')} icon={IconRefresh} onClick={live.again} />
      ) : late ? (
        <Small label={t('filters.count_stop')} icon={IconPlayerStop} onClick={live.stop} />
      ) : (
        going && <Loader size={16} role="img" aria-label={t('common.loading')} />
      )}
    </div>
  )
}

interface SmallProps {
  label: string
  icon: typeof IconRefresh
  onClick: () => void
}

function Small({ label, icon: Picture, onClick }: SmallProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon variant="default" aria-label={label} onClick={onClick}>
        <Picture size={16} />
      </ActionIcon>
    </Tooltip>
  )
}

function stateOf(live: LivePreview, wrong: boolean): string {
  if (wrong) return 'filters.mend_first'
  if (live.stopped) return 'filters.count_stopped'
  if (live.error) return 'filters.count_failed'
  return live.empty ? 'filters.nothing_yet' : 'filters.counting'
}
