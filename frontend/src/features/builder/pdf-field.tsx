import { Switch } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { errorOf } from './field-errors'
import type { StepEditorProps } from './step-editor'

/** Sends the PDF of an earlier step along; only where there is one, or where one was. */
export function AttachPdfField({ step, pdfStep, readOnly, problems, onChange }: StepEditorProps) {
  const { t } = useTranslation()
  const email = step.kind === 'email_client' || step.kind === 'email_user'
  if (!email || (pdfStep === 0 && !step.attachPdf)) return null
  const gone = pdfStep === 0 ? t('builder.attach.none') : undefined
  return (
    <Switch
      label={
        pdfStep > 0 ? t('builder.attach.step', { position: pdfStep }) : t('builder.attach.label')
      }
      checked={step.attachPdf}
      onChange={(event) => onChange({ attachPdf: event.currentTarget.checked })}
      disabled={readOnly}
      error={errorOf(problems, 'attachPdf') ?? gone}
    />
  )
}
