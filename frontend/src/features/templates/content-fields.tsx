import { Group, NumberInput, Select } from '@mantine/core'
import type { merge } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { fieldError } from '@/components/ui/problems'
import type { Problem } from '@/lib/api/client'
import { taskTypes } from './state/draft'
import { TextField } from './text-field'
import { useDueWords } from './use-due-words'
import type { TemplateDraft } from './use-template-draft'

interface ContentFieldsProps {
  form: TemplateDraft
  product: string
  variables: merge.Field[]
  problems: Problem[]
  readOnly: boolean
}

/** The fields of a template's text, as its kind has them. */
export function ContentFields({
  form,
  product,
  variables,
  problems,
  readOnly,
}: ContentFieldsProps) {
  const { t } = useTranslation()
  const { draft, change } = form
  const { kind } = draft
  const due = useDueWords()
  const shared = { product, variables, readOnly }
  return (
    <>
      {kind === 'task' && (
        <Group gap="md" align="flex-start" grow preventGrowOverflow={false}>
          <Select
            label={t('templates.task_type')}
            data={taskTypes.map((type) => ({ value: type, label: t(`templates.type.${type}`) }))}
            value={draft.taskType}
            onChange={(type) => type && change({ taskType: type })}
            allowDeselect={false}
            readOnly={readOnly}
            error={fieldError(problems, 'taskType')}
          />
          <NumberInput
            label={t('templates.due_days')}
            description={draft.dueDays === '' ? undefined : due(draft.dueDays)}
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
        </Group>
      )}
      {kind !== 'sms' && (
        <TextField
          {...shared}
          label={t(kind === 'task' ? 'templates.task_title' : 'templates.subject')}
          value={draft.subject}
          onChange={(subject) => change({ subject })}
          error={fieldError(problems, 'subject')}
        />
      )}
      <TextField
        {...shared}
        label={t(`templates.body.${kind}`)}
        value={draft.body}
        onChange={(body) => change({ body })}
        error={fieldError(problems, 'body')}
        rows={{ email: 14, sms: 6, task: 6, pdf: 14 }[kind]}
      />
    </>
  )
}
