import { Checkbox, Group, NumberInput, Select, Text } from '@mantine/core'
import type { crm } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { fieldError } from '@/components/ui/problems'
import { SecretInput } from '../secret-input'
import type { AccountFormProps } from '../smtp-form'
import { AccountName } from './account-name'
import { KindText } from './kind-text'
import { SmsFields } from './sms-fields'

/** A message centre by SMPP. */
export function SmppForm(form: AccountFormProps) {
  const { t } = useTranslation()
  const { draft, change, problems } = form
  const s = draft.smpp
  const set = (part: Partial<crm.SMPPSettings>) => change({ smpp: { ...s, ...part } })
  const number = (key: 'port' | 'window') => ({
    label: t(`sms_gateway.smpp.${key}`),
    hideControls: true,
    allowDecimal: false,
    allowNegative: false,
    value: s[key],
    onChange: (v: number | string) => set({ [key]: Number(v) || 0 }),
    error: fieldError(problems, `smpp.${key}`),
  })
  const choice = <K extends 'alphabet' | 'long'>(key: K, values: crm.SMPPSettings[K][]) => ({
    label: t(`sms_gateway.smpp.${key}`),
    allowDeselect: false,
    data: values.map((value) => ({ value, label: t(`sms_gateway.smpp.${key}_${value}`) })),
    value: s[key],
    onChange: (v: string | null) => v && set({ [key]: v }),
    error: fieldError(problems, `smpp.${key}`),
  })
  const text = (key: 'host' | 'systemId' | 'systemType') => ({
    at: `smpp.${key}`,
    value: s[key],
    onText: (v: string) => set({ [key]: v.trim() }),
    problems,
  })
  return (
    <>
      <AccountName {...form} />
      <Text size="sm" c="dimmed">
        {t('sms_gateway.smpp.where')}
      </Text>
      <Group align="flex-start" gap="xs" wrap="nowrap">
        <KindText {...text('host')} required placeholder="smpp.example.com" flex={1} />
        <NumberInput w={96} {...number('port')} />
      </Group>
      <Checkbox
        label={t('sms_gateway.smpp.tls')}
        checked={s.tls}
        onChange={(e) => set({ tls: e.currentTarget.checked })}
      />
      <Group grow gap="xs" align="flex-start">
        <KindText {...text('systemId')} required />
        <KindText {...text('systemType')} />
      </Group>
      <SecretInput
        label={t('sms_gateway.smpp.secret')}
        draft={draft}
        change={change}
        error={fieldError(problems, 'smpp.secret')}
      />
      <Select {...choice('alphabet', ['gsm', 'latin1', 'ucs2'])} />
      <Select {...choice('long', ['udh', 'payload'])} />
      <NumberInput {...number('window')} />
      <SmsFields {...form} local />
    </>
  )
}
