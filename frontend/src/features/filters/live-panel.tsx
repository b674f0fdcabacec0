import { Loader, Text } from '@mantine/core'
import { IconAlertTriangle, IconUsers } from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { CountDoor } from '@/components/ui/count-door'
import { ErrorBox } from '@/components/ui/error-box'
import { say } from '@/lib/i18n/say'
import { paths } from '@/lib/routing/paths'
import classes from './live.module.css'
import { PreviewCards } from './preview-cards'
import type { LivePreview } from './use-live-preview'

interface LivePanelProps {
  live: LivePreview
  /** The saved filter, where the draft is just that. */
  row: api.FilterRow | undefined
  product: string
}

/** What the draft means in words, how many cards match now, and the first of them. */
export function LivePanel({ live, row, product }: LivePanelProps) {
  const { t } = useTranslation()
  const { answer } = live
  const wrong = (answer?.problems.length ?? 0) > 0
  const ready = answer && !wrong
  return (
    <aside className={classes.panel} aria-label={t('filters.live')}>
      <div className={classes.top}>
        <div role="status" className={classes.count} data-stale={live.stale || undefined}>
          {ready ? (
            <Count total={answer.total} row={row} product={product} />
          ) : (
            <span className={classes.noCount}>
              {wrong && <IconAlertTriangle size={18} aria-hidden />}
              {t(wrong ? 'filters.mend_first' : 'filters.nothing_yet')}
            </span>
          )}
        </div>
        {live.stale && !live.empty && <Loader size={16} aria-label={t('common.loading')} />}
      </div>
      {live.unfinished > 0 && !wrong && (
        <Text size="sm" className={classes.unfinished}>
          {t('filters.unfinished', { count: live.unfinished })}
        </Text>
      )}
      {ready && (
        <div className={classes.sentence} data-stale={live.stale || undefined}>
          <Text size="xs" c="dimmed">
            {t('filters.in_words')}
          </Text>
          <Text>{say(answer.sentence)}</Text>
        </div>
      )}
      <ErrorBox error={live.error} />
      {ready && answer.rows.length > 0 && (
        <PreviewCards
          rows={answer.rows}
          total={answer.total}
          product={product}
          filter={row?.filter.id ?? ''}
          stale={live.stale}
        />
      )}
      {!answer && live.empty && (
        <div className={classes.hint}>
          <IconUsers size={28} stroke={1.5} aria-hidden />
          <Text size="sm" c="dimmed">
            {t('filters.live_hint')}
          </Text>
        </div>
      )}
    </aside>
  )
}

function Count({
  total,
  row,
  product,
}: { total: number } & Pick<LivePanelProps, 'row' | 'product'>) {
  const { t } = useTranslation()
  const label = t('filters.match_now', { count: total })
  if (!row) return <span className="num">{label}</span>
  return (
    <CountDoor
      count={total}
      to={paths.cards(product)}
      search={{ filter: row.filter.id }}
      label={label}
      inWords
    />
  )
}
