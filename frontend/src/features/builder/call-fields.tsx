import { Anchor, Select, Stack, Switch, Text, Textarea } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { crm } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { backend, type Problem } from '@/lib/api/client'
import { paths } from '@/lib/routing/paths'
import { errorOf } from './field-errors'
import { fieldLook } from './read-only'
import { noCall } from './state/draft'

interface CallFieldsProps {
  call: crm.StepCall | undefined
  problems: Problem[]
  readOnly: boolean
  onChange: (call: crm.StepCall) => void
}

/** Which other program a step tells, and what. */
export function CallFields({ call = noCall, problems, readOnly, onChange }: CallFieldsProps) {
  const { t } = useTranslation()
  const { data } = useQuery({
    queryKey: ['webhook', 'list'],
    queryFn: () => backend.ListWebhooks(),
    meta: { nouns: ['workspace'] },
  })
  const set = (patch: Partial<crm.StepCall>) => onChange({ ...call, ...patch })
  const none = data?.webhooks.length === 0
  return (
    <Stack gap="sm">
      <Select
        label={t('webhook.step')}
        placeholder={t('webhook.step_choose')}
        data={data?.webhooks.map(({ webhook: { id, name, active } }) => ({
          value: id,
          label: active ? name : t('webhook.step_off', { name }),
        }))}
        value={call.webhook || null}
        onChange={(webhook) => set({ webhook: webhook ?? '' })}
        allowDeselect={false}
        {...fieldLook(readOnly)}
        error={errorOf(problems, 'call.webhook')}
      />
      {none && (
        <Text size="sm">
          {t('webhook.step_none')}{' '}
          <Anchor component={Link} to={paths.settings('webhooks')} size="sm">
            {t('webhook.step_go')}
          </Anchor>
        </Text>
      )}
      <Switch
        label={t('webhook.step_values')}
        description={t('webhook.step_values_words')}
        checked={call.values}
        onChange={(e) => set({ values: e.currentTarget.checked })}
        disabled={readOnly}
      />
      <Textarea
        label={t('webhook.step_text')}
        description={t('webhook.step_text_words')}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={2000}
        value={call.text}
        onChange={(e) => set({ text: e.currentTarget.value })}
        {...fieldLook(readOnly)}
        error={errorOf(problems, 'call.text')}
      />
    </Stack>
  )
}
