import { Stack, Textarea, TextInput } from '@mantine/core'
import type { crm } from '@wails/go/models'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { fieldError } from '@/components/ui/problems'
import type { Problem } from '@/lib/api/client'
import type { Draft } from './draft'

/** The editor of a change to a card, from the feature that has it. */
export type ChangeEditor = (p: {
  change: crm.CardChange | undefined
  problems: Problem[]
  readOnly: boolean
  onChange: (change: crm.CardChange) => void
}) => ReactNode

interface LinkFieldsProps {
  draft: Draft
  problems: Problem[]
  readOnly: boolean
  onChange: (patch: Partial<Draft>) => void
  changeEditor: ChangeEditor
}

/** What a link does: the change and the words of its page, or where it leads. */
export function LinkFields({ draft, problems, readOnly, onChange, changeEditor }: LinkFieldsProps) {
  const { t } = useTranslation()
  if (draft.kind === 'open') {
    return (
      <TextInput
        label={t('link.target')}
        description={t('link.target_hint')}
        placeholder="https://"
        value={draft.target}
        onChange={(e) => onChange({ target: e.currentTarget.value })}
        error={fieldError(problems, 'target')}
        readOnly={readOnly}
        maxLength={1000}
        required
      />
    )
  }
  const words = (key: 'question' | 'thanks') => (
    <Textarea
      label={t(`link.${key}`)}
      placeholder={t(`link.${key}_example`)}
      value={draft[key]}
      onChange={(e) => onChange({ [key]: e.currentTarget.value })}
      error={fieldError(problems, key)}
      readOnly={readOnly}
      autosize
      minRows={1}
      maxRows={4}
    />
  )
  return (
    <Stack gap="md">
      {words('question')}
      <TextInput
        label={t('link.label')}
        description={t('link.label_hint')}
        value={draft.label}
        onChange={(e) => onChange({ label: e.currentTarget.value })}
        error={fieldError(problems, 'label')}
        readOnly={readOnly}
      />
      {words('thanks')}
      <fieldset style={{ border: 0, margin: 0, padding: 0 }}>
        <legend style={{ fontWeight: 600, marginBottom: 8, padding: 0 }}>{t('link.change')}</legend>
        {changeEditor({
          change: draft.change,
          problems,
          readOnly,
          onChange: (change) => onChange({ change }),
        })}
      </fieldset>
    </Stack>
  )
}
