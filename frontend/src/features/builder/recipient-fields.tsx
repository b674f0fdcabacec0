import { Group, Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { errorOf } from './field-errors'
import { PersonField } from './people-fields'
import { fieldLook } from './read-only'
import type { StepFields } from './state/draft'
import type { StepEditorProps } from './step-editor'
import { useFieldsOf } from './use-fields'

const recipients: StepFields['recipient'][] = ['main', 'all', 'field']

/** To whom a step goes and from whom, as far as its kind has either. */
export function RecipientFields(p: StepEditorProps) {
  const { t } = useTranslation()
  const { step, readOnly, problems, onChange } = p
  const { kind } = step
  return (
    <>
      {(kind === 'email_client' || kind === 'sms_client') && <ClientField {...p} />}
      {(kind === 'task_user' || kind === 'email_user') && (
        <PersonField
          label={t(kind === 'task_user' ? 'builder.field.assignee' : 'builder.field.recipient')}
          none={t('builder.field.owner')}
          value={step.assignee}
          onChange={(assignee) => onChange({ assignee })}
          readOnly={readOnly}
          error={errorOf(problems, 'assignee')}
        />
      )}
      {(kind === 'email_client' || kind === 'email_user') && (
        <PersonField
          label={t('builder.field.sender')}
          none={t('builder.field.workspace')}
          value={step.sender}
          onChange={(sender) => onChange({ sender })}
          readOnly={readOnly}
          error={errorOf(problems, 'sender')}
        />
      )}
    </>
  )
}

function ClientField({ step, readOnly, problems, onChange }: StepEditorProps) {
  const { t } = useTranslation()
  const email = step.kind === 'email_client'
  const fields = useFieldsOf(email ? 'email' : 'phone')
  const choices = recipients.filter(
    (value) => value !== 'field' || fields.length > 0 || step.recipient === 'field',
  )
  const help = step.recipient === 'all' ? t('builder.recipient.all_help') : undefined
  return (
    <Group gap="xs" align="flex-start" grow preventGrowOverflow={false}>
      <Select
        label={t('builder.field.recipient')}
        description={help}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        data={choices.map((value) => ({
          value,
          label: t(`builder.recipient.${value}${value === 'field' && !email ? '_phone' : ''}`),
        }))}
        value={step.recipient}
        onChange={(value) =>
          onChange({ recipient: value as StepFields['recipient'], recipientField: '' })
        }
        allowDeselect={false}
        {...fieldLook(readOnly)}
        error={errorOf(problems, 'recipient')}
      />
      {step.recipient === 'field' && (
        <Select
          label={t('builder.field.recipient_field')}
          placeholder={t('builder.field.recipient_field_choose')}
          data={fields.map(({ id, name }) => ({ value: id, label: name }))}
          value={step.recipientField || null}
          onChange={(recipientField) => onChange({ recipientField: recipientField ?? '' })}
          allowDeselect={false}
          {...fieldLook(readOnly)}
          error={errorOf(problems, 'recipientField')}
        />
      )}
    </Group>
  )
}
