import { Checkbox, Radio, Stack, TagsInput, TextInput } from '@mantine/core'
import type { crm } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { fieldError } from '@/components/ui/problems'
import type { Problem } from '@/lib/api/client'
import { KeySelect } from './key-select'

export interface RulesProps {
  rules: crm.LeadRules
  product: string
  change: (part: Partial<crm.LeadRules>) => void
  problems: Problem[]
}

/** Which mails count. */
export function CountFields({ rules, change, problems }: RulesProps) {
  const { t } = useTranslation()
  return (
    <Stack gap="sm">
      <TagsInput
        label={t('incoming.from')}
        description={t('incoming.from_help')}
        placeholder={rules.from.length > 0 ? undefined : t('incoming.from_all')}
        splitChars={[',', ';', ' ']}
        acceptValueOnBlur
        value={rules.from}
        onChange={(from) => change({ from })}
        error={fieldError(problems, 'rules.from')}
      />
      <TagsInput
        label={t('incoming.subject')}
        placeholder={rules.subject.length > 0 ? undefined : t('incoming.subject_all')}
        splitChars={[',', ';']}
        acceptValueOnBlur
        value={rules.subject}
        onChange={(subject) => change({ subject })}
        error={fieldError(problems, 'rules.subject')}
      />
      <TextInput
        label={t('incoming.move')}
        description={t('incoming.move_help')}
        value={rules.moveTo}
        onChange={(e) => change({ moveTo: e.currentTarget.value })}
        error={fieldError(problems, 'rules.moveTo')}
      />
    </Stack>
  )
}

/** What is read in a mail: who the client is, its subject, its text, its files. */
export function ReadFields({ rules, product, change, problems }: RulesProps) {
  const { t } = useTranslation()
  const box = (key: 'body' | 'files' | 'known') => (
    <Checkbox
      label={t(`incoming.${key}`)}
      description={t(`incoming.${key}_help`)}
      checked={rules[key]}
      onChange={(e) => change({ [key]: e.currentTarget.checked })}
    />
  )
  return (
    <Stack gap="sm">
      <Radio.Group
        label={t('incoming.client')}
        description={t('incoming.client_help')}
        value={rules.client}
        onChange={(v) => change({ client: v as crm.LeadRules['client'] })}
        error={fieldError(problems, 'rules.client')}
      >
        <Stack gap={6} mt={6}>
          {(['sender', 'reply_to', 'text'] as const).map((value) => (
            <Radio key={value} value={value} label={t(`incoming.client_${value}`)} />
          ))}
        </Stack>
      </Radio.Group>
      <KeySelect
        label={t('incoming.title_goes')}
        product={product}
        nowhere={t('incoming.nowhere')}
        value={rules.title}
        onChange={(title) => change({ title })}
        error={fieldError(problems, 'rules.title')}
      />
      {box('body')}
      {box('files')}
      {box('known')}
    </Stack>
  )
}
