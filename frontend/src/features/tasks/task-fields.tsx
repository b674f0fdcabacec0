import { Group, Select, Textarea, TextInput } from '@mantine/core'
import { TimePicker } from '@mantine/dates'
import type { crm } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { DateField } from '@/components/ui/field-date'
import { PriorityInput } from '@/components/ui/priority'
import { fieldError } from '@/components/ui/problems'
import type { Problem } from '@/lib/api/client'
import { useWorkspace } from '@/lib/workspace/workspace'

const types = ['call', 'email', 'meeting', 'todo']

interface TaskFieldsProps {
  task: crm.Task
  /** The title gets the focus when the form opens. */
  first: boolean
  problems: Problem[]
  onChange: (part: Partial<crm.Task>) => void
}

/** What, when, who, and when to remind them. */
export function TaskFields({ task, first, problems, onChange }: TaskFieldsProps) {
  const { t } = useTranslation()
  const { users } = useWorkspace()
  return (
    <>
      <TextInput
        label={t('tasks.field.title')}
        data-autofocus={first || undefined}
        required
        value={task.title}
        onChange={(e) => onChange({ title: e.currentTarget.value })}
        error={fieldError(problems, 'title')}
      />
      <Group gap="sm" grow align="flex-start">
        <Select
          label={t('tasks.field.type')}
          allowDeselect={false}
          data={types.map((value) => ({ value, label: t(`tasks.type.${value}`) }))}
          value={task.type || 'todo'}
          onChange={(type) => onChange({ type: type ?? 'todo' })}
          error={fieldError(problems, 'type')}
        />
        <Select
          label={t('tasks.field.assignee')}
          placeholder={t('ui.not_set')}
          clearable
          data={users
            .filter((u) => u.active || u.id === task.assignee)
            .map((u) => ({ value: u.id, label: u.name }))}
          value={task.assignee || null}
          onChange={(assignee) => onChange({ assignee: assignee ?? '' })}
          error={fieldError(problems, 'assignee')}
        />
      </Group>
      <When task={task} problems={problems} onChange={onChange} />
      <PriorityInput value={task.priority} onChange={(priority) => onChange({ priority })} />
      <Textarea
        label={t('tasks.field.note')}
        autosize
        minRows={3}
        value={task.note}
        onChange={(e) => onChange({ note: e.currentTarget.value })}
        error={fieldError(problems, 'note')}
      />
    </>
  )
}

function When({ task, problems, onChange }: Omit<TaskFieldsProps, 'first'>) {
  const { t } = useTranslation()
  const due = (day: unknown) =>
    onChange(typeof day === 'string' ? { due: day } : { due: '', clock: '', remind: '' })
  const reminds: [crm.Task['remind'], string][] = [
    ['', 'never'],
    ['due', task.clock ? 'due' : 'due_day'],
    ['m10', 'm10'],
    ['h1', 'h1'],
    ['day', 'day'],
  ]
  // Minutes before a task that has no hour would be minutes before nine.
  const offered = reminds.filter(
    ([value]) => task.clock || !['m10', 'h1'].includes(value) || value === task.remind,
  )
  return (
    <>
      <Group gap="sm" grow align="flex-start">
        <DateField
          label={t('tasks.field.due')}
          placeholder={t('ui.not_set')}
          value={task.due || null}
          onChange={due}
          error={fieldError(problems, 'due')}
        />
        <TimePicker
          label={t('tasks.field.clock')}
          clearable
          disabled={!task.due}
          hoursInputLabel={t('ui.hours')}
          minutesInputLabel={t('ui.minutes')}
          clearButtonProps={{ 'aria-label': t('ui.clear') }}
          value={task.clock}
          onChange={(clock) => onChange({ clock: clock.slice(0, 5) })}
          error={fieldError(problems, 'clock')}
        />
      </Group>
      <Select
        label={t('tasks.field.remind')}
        allowDeselect={false}
        disabled={!task.due || !task.assignee}
        data={offered.map(([value, words]) => ({
          value: value || 'never',
          label: t(`tasks.remind.${words}`),
        }))}
        value={task.remind || 'never'}
        onChange={(v) => onChange({ remind: (v === 'never' ? '' : v) as crm.Task['remind'] })}
        error={fieldError(problems, 'remind')}
      />
    </>
  )
}
