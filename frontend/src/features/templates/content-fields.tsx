import type { merge } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { fieldError } from '@/components/ui/problems'
import type { Problem } from '@/lib/api/client'
import { TaskFields } from './task-fields'
import { TextField } from './text-field'
import type { TemplateDraft } from './use-template-draft'

interface ContentFieldsProps {
  form: TemplateDraft
  product: string
  variables: merge.Field[]
  problems: Problem[]
  readOnly: boolean
}

/** The fields of a template's text, as its kind has them. */
export function ContentFields(p: ContentFieldsProps) {
  const { t } = useTranslation()
  const { form, problems, readOnly } = p
  const { draft, change } = form
  const { kind } = draft
  const shared = { product: p.product, variables: p.variables, readOnly }
  return (
    <>
      {kind === 'task' && <TaskFields form={form} problems={problems} readOnly={readOnly} />}
      {kind !== 'sms' && (
        <TextField
          {...shared}
          label={t(`templates.subject.${kind}`)}
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
        error={fieldError(problems, 'body', 'doc')}
        rows={{ email: 14, sms: 6, task: 6, pdf: 14 }[kind]}
      />
    </>
  )
}
