import { Checkbox, Group, NumberInput, TextInput } from '@mantine/core'
import type { crm } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { fieldError } from '@/components/ui/problems'
import type { AccountFormProps } from '../smtp-form'
import { PriceFields } from './price-fields'
import { ReceiptFields } from './receipt-fields'

interface SmsFieldsProps extends AccountFormProps {
  /** Whether an administrator may allow addresses of the own network. */
  local?: boolean
  /** The modem's SIM card is the sender. */
  senderless?: boolean
}

/** What every account for SMS has: sender, prices, and how it hears what became of messages. */
export function SmsFields({ local, senderless, ...form }: SmsFieldsProps) {
  const { t } = useTranslation()
  const { draft, change, problems } = form
  const set = (part: Partial<crm.SMSSettings>) => change({ sms: { ...draft.sms, ...part } })
  return (
    <>
      {!senderless && (
        <TextInput
          label={t('sms_gateway.from')}
          description={t('sms_gateway.from_words')}
          value={draft.sms.from}
          onChange={(e) => set({ from: e.currentTarget.value })}
          error={fieldError(problems, 'sms.from', `${draft.kind}.from`)}
        />
      )}
      {local && (
        <Checkbox
          label={t('sms_gateway.allow_private')}
          description={t('sms_gateway.allow_private_words')}
          checked={draft.sms.allowPrivate}
          onChange={(e) => set({ allowPrivate: e.currentTarget.checked })}
        />
      )}
      <Group grow gap="xs" align="flex-start">
        <NumberInput
          label={t('sms_gateway.price')}
          hideControls
          allowNegative={false}
          decimalScale={4}
          value={draft.sms.price}
          onChange={(v) => set({ price: Number(v) || 0 })}
          error={fieldError(problems, 'sms.price')}
        />
        <TextInput
          label={t('sms_gateway.currency_label')}
          value={draft.sms.currency}
          onChange={(e) => set({ currency: e.currentTarget.value.toUpperCase() })}
          error={fieldError(problems, 'sms.currency')}
        />
      </Group>
      <PriceFields {...form} />
      <ReceiptFields {...form} />
    </>
  )
}
