import { CloseButton, Select, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import type { crm } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { ViewTabs } from '@/components/ui/view-tabs'
import { useFormat } from '@/lib/format/use-format'
import { actsOf } from '../state/kinds'
import { isNarrow, type View, wide } from '../state/view'
import classes from './rows.module.css'

interface RowFiltersProps {
  scope: crm.ForecastScope
  view: View
  change: (part: Partial<View>) => void
  /** Rows that are left. */
  total: number
}

/** What narrows the table: outcome, step, words, and what was chosen above it. */
export function RowFilters({ scope, view, change, total }: RowFiltersProps) {
  const { t } = useTranslation()
  const outcomes = [
    { value: '', label: t('forecast.all') },
    { value: 'done', label: t('forecast.happens'), count: actsOf(scope.total) },
    { value: 'skipped', label: t('forecast.tile.skipped'), count: scope.total.skipped },
    { value: 'held', label: t('forecast.tile.held'), count: scope.total.held },
  ].filter(({ value, count }) => count !== 0 || value === view.outcome)
  return (
    <div className={classes.filters}>
      <ViewTabs
        label={t('forecast.outcome')}
        tabs={outcomes}
        value={outcomes.some((o) => o.value === view.outcome) ? view.outcome : 'else'}
        onChange={(outcome) => change({ outcome: outcome as View['outcome'], reason: '' })}
      />
      <div className={classes.narrow}>
        <Select
          aria-label={t('forecast.of_step')}
          placeholder={t('forecast.every_step')}
          clearable
          clearButtonProps={{ 'aria-label': t('ui.clear') }}
          w={210}
          value={view.step ? String(view.step) : null}
          onChange={(step) => change({ step: Number(step ?? 0) })}
          data={scope.steps.map((s) => ({
            value: String(s.position),
            label: t('forecast.step', { position: s.position, kind: t(`kind.${s.kind}`) }),
          }))}
        />
        <TextInput
          aria-label={t('forecast.search')}
          placeholder={t('forecast.search')}
          leftSection={<IconSearch size={16} />}
          w={220}
          value={view.q}
          onChange={(e) => change({ q: e.currentTarget.value })}
        />
      </div>
      <Chosen scope={scope} view={view} change={change} total={total} />
    </div>
  )
}

/** What was chosen by a click elsewhere, each with a way to let it go. */
function Chosen({ scope, view, change, total }: RowFiltersProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const other = scope.clashes.find((c) => c.sequence === view.sequence)?.name ?? view.sequence
  const chips = [
    view.day && { words: format.near(view.day), free: { day: '' } },
    view.kind && { words: t(`kind.${view.kind}`), free: { kind: '' } },
    view.reason && { words: t(`reason.${view.reason}`), free: { reason: '' } },
    view.sequence && { words: other, free: { sequence: '' } },
  ].filter((chip) => chip !== '')
  return (
    <div className={classes.chosen}>
      <span className="num" role="status">
        {t('forecast.count', { count: total })}
      </span>
      {chips.map(({ words, free }) => (
        <span key={words} className={classes.chip}>
          <span className="clip" title={words}>
            {words}
          </span>
          <CloseButton
            size="xs"
            aria-label={t('forecast.without', { what: words })}
            onClick={() => change(free)}
          />
        </span>
      ))}
      {isNarrow(view) && (
        <button type="button" className="linkish" onClick={() => change(wide)}>
          {t('forecast.show_all')}
        </button>
      )}
    </div>
  )
}
