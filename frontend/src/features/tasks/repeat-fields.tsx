import { Checkbox, Chip, Group, NumberInput, Radio, Select, Stack, Text } from '@mantine/core'
import type { crm } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { fieldError } from '@/components/ui/problems'
import type { Problem } from '@/lib/api/client'
import { useFormat } from '@/lib/format/use-format'
import { say } from '@/lib/i18n/say'
import { useRepeatPreview } from './api'
import { RepeatEnd } from './repeat-end'
import { newRule, withWeekday } from './state/draft'
import classes from './tasks.module.css'

type Unit = crm.Recurrence['unit']
const units: Unit[] = ['days', 'weeks', 'months', 'years']

interface RepeatFieldsProps {
  /** The day of the task, from which the rule counts. */
  due: string
  rule: crm.Recurrence | null
  problems: Problem[]
  onChange: (rule: crm.Recurrence | null) => void
}

/** Whether and how a task recurs, with its next days as they would be. */
export function RepeatFields({ due, rule, problems, onChange }: RepeatFieldsProps) {
  const { t } = useTranslation()
  const change = (part: Partial<crm.Recurrence>) => rule && onChange({ ...rule, ...part })
  return (
    <>
      <Select
        label={t('tasks.field.repeat')}
        allowDeselect={false}
        disabled={!due && !rule}
        data={[
          { value: '', label: t('tasks.repeat.never') },
          ...units.map((u) => ({
            value: u as string,
            label: t(`tasks.repeat.by_${u}`),
          })),
        ]}
        value={rule?.unit ?? ''}
        onChange={(u) => onChange(u ? newRule(u as Unit, due) : null)}
      />
      {rule && (
        <Stack gap="sm" className={classes.repeat}>
          <Group gap="xs" align="flex-end" wrap="nowrap">
            <NumberInput
              label={t('tasks.repeat.every')}
              w={96}
              min={1}
              max={999}
              allowDecimal={false}
              value={rule.every}
              onChange={(n) => change({ every: Number(n) || 1 })}
              error={fieldError(problems, 'rule.every')}
            />
            <Text pb={8}>{t(`tasks.repeat.unit_${rule.unit}`, { count: rule.every })}</Text>
          </Group>
          {rule.unit === 'weeks' && <Weekdays rule={rule} onChange={onChange} />}
          {rule.unit === 'months' && (
            <Select
              label={t('tasks.repeat.day_of_month')}
              w={180}
              allowDeselect={false}
              data={[
                ...Array.from({ length: 31 }, (_, i) => String(i + 1)),
                { value: '-1', label: t('tasks.repeat.last_day') },
              ]}
              value={String(rule.monthDay || Number(due.slice(8)) || 1)}
              onChange={(d) => change({ monthDay: Number(d) })}
            />
          )}
          <Checkbox
            label={t('tasks.repeat.workday')}
            checked={rule.workday}
            onChange={(e) => change({ workday: e.currentTarget.checked })}
          />
          <Radio.Group
            label={t('tasks.repeat.make')}
            value={rule.schedule ? 'schedule' : 'done'}
            onChange={(v) => change({ schedule: v === 'schedule' })}
          >
            <Stack gap={6} mt={6}>
              <Radio value="done" label={t('tasks.repeat.make_done')} />
              <Radio value="schedule" label={t('tasks.repeat.make_schedule')} />
            </Stack>
          </Radio.Group>
          <RepeatEnd due={due} rule={rule} problems={problems} onChange={onChange} />
          <Preview due={due} rule={rule} />
        </Stack>
      )}
    </>
  )
}

function Weekdays(p: { rule: crm.Recurrence; onChange: (rule: crm.Recurrence) => void }) {
  const { t } = useTranslation()
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset breaks the row of days
    <div role="group" aria-label={t('tasks.repeat.on')} className={classes.days}>
      {[1, 2, 3, 4, 5, 6, 7].map((d) => (
        <Chip
          key={d}
          size="xs"
          checked={p.rule.weekdays.includes(d)}
          onChange={() => p.onChange(withWeekday(p.rule, d))}
          aria-label={t(`tasks.weekday.${d}`)}
        >
          {t(`tasks.short_day.${d}`)}
        </Chip>
      ))}
    </div>
  )
}

function Preview({ due, rule }: { due: string; rule: crm.Recurrence }) {
  const { t } = useTranslation()
  const format = useFormat()
  const preview = useRepeatPreview(due, rule).data
  if (!preview || preview.bad.length > 0) return null
  const days = preview.days.map((d) => format.date(d.day))
  if (preview.ended) days.push(t('tasks.repeat.and_end'))
  return (
    <div className={classes.preview} aria-live="polite">
      <Text size="sm" fw={550} className={classes.sentence}>
        {say(preview.say)}
      </Text>
      <Text size="sm" c="dimmed">
        {t('tasks.repeat.next', { days: days.join(' · ') })}
      </Text>
    </div>
  )
}
