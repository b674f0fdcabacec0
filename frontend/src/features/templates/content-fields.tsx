import type { merge } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { fieldError } from '@/components/ui/problems'
import type { Problem } from '@/lib/api/client'
import { DocField } from './doc-field'
import { Attachments } from './editor/attachments/attachments'
import { LineField } from './line-field'
import { PdfPageSettings } from './pdf-page-settings'
import { TaskFields } from './task-fields'
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
        <LineField
          {...shared}
          label={t(`templates.subject.${kind}`)}
          value={draft.subject}
          onChange={(subject) => change({ subject })}
          problems={at(problems, 'subject')}
          error={fieldError(problems, 'subject')}
        />
      )}
      {kind === 'pdf' && (
        <PdfPageSettings {...shared} doc={draft.doc} onChange={(doc) => change({ doc })} />
      )}
      {kind === 'email' || kind === 'pdf' ? (
        <DocField
          label={t(`templates.body.${kind}`)}
          kind={kind}
          value={draft.doc}
          onChange={(doc) => change({ doc })}
          product={p.product}
          variables={p.variables}
          problems={problems}
          readOnly={readOnly}
        />
      ) : (
        <LineField
          {...shared}
          label={t(`templates.body.${kind}`)}
          value={draft.body}
          onChange={(body) => change({ body })}
          problems={at(problems, 'body')}
          error={fieldError(problems, 'body')}
          rows={6}
        />
      )}
      {kind === 'email' && (
        <Attachments
          value={draft.attachments}
          onChange={(attachments) => change({ attachments })}
          product={p.product}
          variables={p.variables}
          problems={problems}
          readOnly={readOnly}
        />
      )}
    </>
  )
}

/** What is wrong in one of the texts. */
function at(problems: Problem[], path: string): Problem[] {
  return problems.filter((p) => p.path === path)
}
