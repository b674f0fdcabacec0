import { Button, Loader, Progress, Text } from '@mantine/core'
import { IconAlertTriangle, IconHelpCircle, IconUsers } from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { ErrorBox } from '@/components/ui/error-box'
import { useOpenDrawer } from '@/lib/drawers/drawers'
import { say } from '@/lib/i18n/say'
import { adviceOf } from './api'
import { AdviceLine } from './condition-row'
import classes from './live.module.css'
import { LiveCount } from './live-count'
import { PreviewCards } from './preview-cards'
import { useLate } from './use-late'
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
  const advice = ready ? adviceOf(answer) : []
  const open = useOpenDrawer()
  const why = (card: string) =>
    open({
      kind: 'why_filter',
      card,
      ...(row ? { filter: row.filter.id } : { filter: '', tree: live.tree }),
    })
  return (
    <aside className={classes.panel} aria-label={t('filters.live')}>
      <div className={classes.top}>
        <div role="status" className={classes.count}>
          {ready && !live.stopped ? (
            <LiveCount total={answer.total} row={row} product={product} />
          ) : (
            <span className={classes.noCount}>
              {wrong && <IconAlertTriangle size={18} aria-hidden />}
              {t(stateOf(live, wrong))}
            </span>
          )}
        </div>
        {live.stale && !live.empty && (
          <Loader size={16} role="img" aria-label={t('common.loading')} />
        )}
      </div>
      <Going live={live} />
      {live.unfinished > 0 && !wrong && (
        <Text size="sm" className={classes.unfinished}>
          {t('filters.unfinished', { count: live.unfinished })}
        </Text>
      )}
      {ready && (
        <div className={classes.sentence}>
          <Text size="xs" c="dimmed">
            {t('filters.in_words')}
          </Text>
          <Text>{say(answer.sentence)}</Text>
        </div>
      )}
      {advice.length > 0 && (
        <div className={classes.advice} aria-live="polite">
          {advice.map((one) => (
            <AdviceLine key={one.say.key + one.paths.join()} advice={one} />
          ))}
        </div>
      )}
      <ErrorBox error={live.error} />
      {ready && (
        <Button
          size="compact-sm"
          variant="subtle"
          h="auto"
          styles={{ label: { whiteSpace: 'normal', textAlign: 'start', lineHeight: 1.35 } }}
          w="fit-content"
          leftSection={<IconHelpCircle size={15} />}
          onClick={() => why('')}
        >
          {t('filters.why_any')}
        </Button>
      )}
      {ready && answer.rows.length > 0 && (
        <div className={classes.cards}>
          <PreviewCards rows={answer.rows} total={answer.total} product={product} onWhy={why} />
        </div>
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

function stateOf(live: LivePreview, wrong: boolean): string {
  if (wrong) return 'filters.mend_first'
  if (live.stopped) return 'filters.count_stopped'
  return live.empty ? 'filters.nothing_yet' : 'filters.counting'
}

// A count that takes its time says so, and can be given up: editing goes on meanwhile.
function Going({ live }: { live: LivePreview }) {
  const { t } = useTranslation()
  const late = useLate(live.stale && !live.empty)
  if (live.stopped) {
    return (
      <Button size="compact-sm" variant="default" w="fit-content" onClick={live.again}>
        {t('filters.count_again')}
      </Button>
    )
  }
  if (!late) return null
  return (
    <div className={classes.going}>
      <Progress value={100} animated aria-hidden />
      <Button size="compact-sm" variant="default" w="fit-content" onClick={live.stop}>
        {t('filters.count_stop')}
      </Button>
    </div>
  )
}
