import { Select, Text, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
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
      <Search value={view.q} onChange={(q) => onView({ q })} />
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

function Search({ value, onChange }: { value: string; onChange: (q: string) => void }) {
  const { t } = useTranslation()
  const [text, setText] = useState(value)
  const later = useDebouncedCallback(onChange, 250)
  useEffect(() => setText(value), [value])
  return (
    <TextInput
      size="xs"
      className={classes.search}
      leftSection={<IconSearch size={14} />}
      placeholder={t('running.search')}
      aria-label={t('running.search')}
      value={text}
      onChange={(e) => {
        setText(e.currentTarget.value)
        later(e.currentTarget.value)
      }}
    />
  )
}
