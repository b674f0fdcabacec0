import { Button, Text } from '@mantine/core'
import { IconHelpCircle, IconUsers } from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { ErrorBox } from '@/components/ui/error-box'
import { useOpenDrawer } from '@/lib/drawers/drawers'
import { say } from '@/lib/i18n/say'
import { adviceOf } from './api'
import { AdviceLine } from './condition-row'
import classes from './live.module.css'
import { LiveTop } from './live-top'
import { MatchingCards } from './matching-cards'
import { Sentence } from './sentence'
import type { LivePreview } from './use-live-preview'

interface LivePanelProps {
  live: LivePreview
  /** The saved filter, where the draft is just that. */
  row: api.FilterRow | undefined
  product: string
}

const noneNow = 'filter.advice.none_now'

/** What the draft means in words, how many cards match now, and which. */
export function LivePanel({ live, row, product }: LivePanelProps) {
  const { t } = useTranslation()
  const { answer } = live
  const wrong = (answer?.problems.length ?? 0) > 0
  const ready = answer && !wrong
  // That none matches says the count already.
  const advice = ready ? adviceOf(answer).filter((a) => a.say.key !== noneNow) : []
  const open = useOpenDrawer()
  const why = (card: string) =>
    open({
      kind: 'why_filter',
      card,
      ...(row ? { filter: row.filter.id } : { filter: '', tree: live.tree }),
    })
  return (
    <aside className={classes.panel} aria-label={t('filters.live')} data-live>
      <LiveTop live={live} row={row} product={product} />
      {ready && <Sentence text={say(answer.sentence)} />}
      {live.unfinished > 0 && !wrong && !live.empty && (
        <Text size="sm" className={classes.unfinished}>
          {t('filters.unfinished', { count: live.unfinished })}
        </Text>
      )}
      {advice.length > 0 && (
        <div className={classes.advice} aria-live="polite">
          {advice.map((one) => (
            <AdviceLine key={one.say.key + one.paths.join()} advice={one} />
          ))}
        </div>
      )}
      <ErrorBox error={live.error} onRetry={live.retry} />
      {ready && (
        <Button
          size="compact-sm"
          variant="subtle"
          h="auto"
          mx={-8}
          styles={{ label: { whiteSpace: 'normal', textAlign: 'start', lineHeight: 1.35 } }}
          w="fit-content"
          leftSection={<IconHelpCircle size={15} />}
          onClick={() => why('')}
        >
          {t('filters.why_any')}
        </Button>
      )}
      {ready && answer.rows.length > 0 && (
        <MatchingCards
          live={live}
          answer={answer}
          product={product}
          onWhy={why}
          onOpen={(id) => open({ kind: 'card', id })}
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
