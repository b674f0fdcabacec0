import { NumberInput, SegmentedControl, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { errorOf } from './field-errors'
import { fieldLook } from './read-only'
import type { StepFields } from './state/draft'
import type { StepEditorProps } from './step-editor'

/** Why the client gets it: decides to whom it may go. */
export function PurposeField({ step, readOnly, onChange }: StepEditorProps) {
  const { t } = useTranslation()
  return (
    <div>
      <Text component="label" size="sm" fw={500} id="purpose-label">
        {t('builder.field.purpose')}
      </Text>
      <SegmentedControl
        fullWidth
        aria-labelledby="purpose-label"
        data={[
          { value: 'marketing', label: t('builder.purpose.marketing') },
          { value: 'service', label: t('builder.purpose.service') },
        ]}
        value={step.purpose}
        onChange={(purpose) => onChange({ purpose: purpose as StepFields['purpose'] })}
        readOnly={readOnly}
      />
      <Text size="xs" c="dimmed" mt={4}>
        {t(`builder.purpose.${step.purpose}_help`)}
      </Text>
    </div>
  )
}

/** After how many hours it is too late to run unasked. */
export function LatenessField({ step, readOnly, onChange, problems }: StepEditorProps) {
  const { t } = useTranslation()
  const usual = step.anchor === 'date' ? 'date' : step.kind
  return (
    <NumberInput
      label={t('builder.field.lateness')}
      description={t('builder.field.lateness_help')}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      placeholder={t(`builder.lateness.${usual}`)}
      suffix={` ${t('builder.field.lateness_suffix')}`}
      min={1}
      allowDecimal={false}
      allowNegative={false}
      clampBehavior="none"
      value={step.lateness || ''}
      onChange={(hours) => onChange({ lateness: typeof hours === 'number' ? hours : 0 })}
      {...fieldLook(readOnly)}
      error={errorOf(problems, 'lateness')}
    />
  )
}
