import { Select, Text } from '@mantine/core'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { QuickSearch } from '@/components/ui/quick-search'
import { useFormat } from '@/lib/format/use-format'
import classes from './running.module.css'
import { states, type View } from './view'

interface CardsToolbarProps {
  running: api.RunningOut
  view: View
  count: number | undefined
  onView: (change: Partial<View>) => void
}

/** What the list shows, in words and choices: state, step, reason, day, name. */
export function CardsToolbar({ running, view, count, onView }: CardsToolbarProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const steps = running.steps.map((s) => ({
    value: s.id,
    label: `${s.position}. ${s.template || t(`kind.${s.kind}`)}`,
  }))
  const reasons = [...new Set(running.reasons.map((r) => r.reason))]
    .filter(Boolean)
    .map((reason) => ({ value: reason, label: t(`reason.${reason}`) }))
  return (
    <div className={classes.toolbar}>
      <Text className={classes.total} aria-live="polite">
        {count === undefined ? ' ' : t('running.cards_n', { count })}
      </Text>
      <QuickSearch
        size="xs"
        className={classes.search}
        label={t('running.search')}
        value={view.q}
        onChange={(q) => onView({ q })}
      />
      <Select
        size="xs"
        className={classes.choice}
        aria-label={t('running.filter_state')}
        allowDeselect={false}
        data={['all', ...states].map((s) => ({ value: s, label: t(`running.state.${s}`) }))}
        value={view.state}
        onChange={(state) => onView({ state: (state ?? 'all') as View['state'], reason: '' })}
      />
      <Select
        size="xs"
        className={classes.choice}
        aria-label={t('running.filter_step')}
        placeholder={t('running.any_step')}
        clearable
        data={steps}
        value={view.step || null}
        onChange={(step) => onView({ step: step ?? '' })}
      />
      {(reasons.length > 0 || view.reason) && (
        <Select
          size="xs"
          className={classes.choice}
          aria-label={t('running.filter_reason')}
          placeholder={t('running.any_reason')}
          clearable
          data={reasons}
          value={view.reason || null}
          onChange={(reason) => onView({ reason: reason ?? '' })}
        />
      )}
      {view.day && (
        <Select
          size="xs"
          className={classes.choice}
          aria-label={t('running.filter_day')}
          clearable
          data={running.days.map((d) => ({ value: d.day, label: format.near(d.day) }))}
          value={view.day}
          onChange={(day) => onView({ day: day ?? '' })}
        />
      )}
    </div>
  )
}
