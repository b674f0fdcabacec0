import { Group, NumberInput, Select } from '@mantine/core'
import type { crm } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { DateField } from '@/components/ui/field-date'
import { fieldError } from '@/components/ui/problems'
import type { Problem } from '@/lib/api/client'
import { type End, endOf, withEnd } from './state/draft'

interface RepeatEndProps {
  due: string
  rule: crm.Recurrence
  problems: Problem[]
  onChange: (rule: crm.Recurrence) => void
}

/** When a task stops to recur. */
export function RepeatEnd({ due, rule, problems, onChange }: RepeatEndProps) {
  const { t } = useTranslation()
  const end = endOf(rule)
  const ends: End[] = ['never', 'until', 'times']
  return (
    <Group gap="sm" grow align="flex-start">
      <Select
        label={t('tasks.repeat.ends')}
        allowDeselect={false}
        data={ends.map((e) => ({ value: e as string, label: t(`tasks.repeat.ends_${e}`) }))}
        value={end}
        onChange={(e) => onChange(withEnd(rule, e as End, due))}
      />
      {end === 'until' && (
        <DateField
          label={t('tasks.repeat.ends_until_day')}
          value={rule.until}
          onChange={(day) => typeof day === 'string' && onChange({ ...rule, until: day })}
          error={fieldError(problems, 'rule.until')}
        />
      )}
      {end === 'times' && (
        <NumberInput
          label={t('tasks.repeat.ends_times_n')}
          min={1}
          max={9999}
          allowDecimal={false}
          value={rule.times}
          onChange={(n) => onChange({ ...rule, times: Math.max(Number(n), 1) })}
          error={fieldError(problems, 'rule.times')}
        />
      )}
    </Group>
  )
}
