import { Group, NumberInput, Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { PriorityInput } from '@/components/ui/priority'
import { fieldError } from '@/components/ui/problems'
import type { Problem } from '@/lib/api/client'
import { taskTypes } from './state/draft'
import { useDueWords } from './use-due-words'
import type { TemplateDraft } from './use-template-draft'

interface TaskFieldsProps {
  form: TemplateDraft
  problems: Problem[]
  readOnly: boolean
}

/** What kind of task a template makes, when it is due, how much it matters. */
export function TaskFields({ form, problems, readOnly }: TaskFieldsProps) {
  const { t } = useTranslation()
  const { draft, change } = form
  const due = useDueWords()
  return (
    <>
      <Select
        label={t('templates.task_type')}
        data={taskTypes.map((type) => ({ value: type, label: t(`templates.type.${type}`) }))}
        value={draft.taskType}
        onChange={(type) => type && change({ taskType: type })}
        allowDeselect={false}
        readOnly={readOnly}
        error={fieldError(problems, 'taskType')}
      />
      <Group gap="md" align="flex-start" grow preventGrowOverflow={false}>
        <NumberInput
          label={t('templates.due_after')}
          description={draft.dueDays === '' ? undefined : due(draft)}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          value={draft.dueDays}
          onChange={(n) => change({ dueDays: n === '' ? '' : Number(n) })}
          min={0}
          max={366}
          clampBehavior="none"
          allowDecimal={false}
          allowNegative={false}
          readOnly={readOnly}
          error={fieldError(problems, 'dueDays')}
        />
        <Select
          label={t('templates.due_unit')}
          data={[
            { value: 'days', label: t('templates.due_unit.days') },
            { value: 'workdays', label: t('templates.due_unit.workdays') },
          ]}
          value={draft.dueWorkdays ? 'workdays' : 'days'}
          onChange={(unit) => change({ dueWorkdays: unit === 'workdays' })}
          allowDeselect={false}
          readOnly={readOnly}
        />
      </Group>
      <PriorityInput
        value={draft.priority}
        onChange={(priority) => change({ priority })}
        readOnly={readOnly}
      />
    </>
  )
}
