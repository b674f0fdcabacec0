import { Button } from '@mantine/core'
import { IconArrowsSplit2 } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { errorOf } from './field-errors'
import type { StepEditorProps } from './step-editor'
import { TemplateField } from './template-field'
import { templateKind } from './template-kind'

/** The step's template and, for an email to clients, the second one of an A/B test. */
export function TemplateFields({
  step,
  position,
  product,
  templates,
  problems,
  readOnly,
  onChange,
}: StepEditorProps) {
  const { t } = useTranslation()
  const [asked, setAsked] = useState('')
  const kind = templateKind[step.kind]
  const mine = templates?.filter((row) => row.template.kind === kind)
  const second = step.kind === 'email_client' && (step.templateB !== '' || asked === step.key)
  if (kind === '') return null
  return (
    <>
      <TemplateField
        label={second ? t('builder.field.template_a') : t('builder.field.template')}
        templates={mine}
        product={product}
        kind={kind}
        position={position}
        value={step.template}
        onChange={(template) => onChange({ template })}
        readOnly={readOnly}
        error={errorOf(problems, 'template')}
      />
      {second && (
        <TemplateField
          label={t('builder.field.template_b')}
          templates={mine}
          product={product}
          kind={kind}
          position={position}
          value={step.templateB}
          onChange={(templateB) => onChange({ templateB })}
          readOnly={readOnly}
          error={errorOf(problems, 'templateB')}
          optional
        />
      )}
      {step.kind === 'email_client' && !second && !readOnly && (
        <Button
          variant="subtle"
          size="compact-sm"
          w="fit-content"
          leftSection={<IconArrowsSplit2 size={14} />}
          onClick={() => setAsked(step.key)}
        >
          {t('builder.field.ab')}
        </Button>
      )}
    </>
  )
}
