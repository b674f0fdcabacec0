import {
  Accordion,
  Checkbox,
  Group,
  NumberInput,
  Select,
  Stack,
  Textarea,
  TextInput,
} from '@mantine/core'
import type { crm } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { fieldError } from '@/components/ui/problems'
import { AccountName } from './gateways/account-name'
import { GatewayMore } from './gateways/gateway-more'
import { GatewayProfile } from './gateways/gateway-profile'
import { PriceFields } from './gateways/price-fields'
import { ReceiptFields } from './gateways/receipt-fields'
import { SecretInput } from './secret-input'
import classes from './settings.module.css'
import type { AccountFormProps } from './smtp-form'

type TextKey =
  | 'url'
  | 'from'
  | 'keyHeader'
  | 'idPath'
  | 'okPath'
  | 'okValue'
  | 'lookupUrl'
  | 'currency'

/** An SMS gateway: the request that hands over a message, and how success looks. */
export function GatewayForm({ draft, change, problems }: AccountFormProps) {
  const { t } = useTranslation()
  const g = draft.gateway
  const set = (part: Partial<crm.GatewaySettings>) => change({ gateway: { ...g, ...part } })
  const error = (key: string) => fieldError(problems, `gateway.${key}`)
  const text = (key: TextKey) => ({
    label: t(`settings.gateway.${key}`),
    value: g[key],
    onChange: (e: React.ChangeEvent<HTMLInputElement>) => set({ [key]: e.currentTarget.value }),
    error: error(key),
  })
  const choice = <K extends 'method' | 'contentType'>(key: K, values: string[]) => ({
    label: t(`settings.gateway.${key}`),
    allowDeselect: false,
    data: values.map((value) => ({
      value,
      label: key === 'method' ? value : t(`settings.content.${value}`),
    })),
    value: g[key],
    onChange: (v: string | null) => v && set({ [key]: v }),
    error: error(key),
  })
  return (
    <>
      <GatewayProfile draft={draft} change={change} />
      <AccountName draft={draft} change={change} problems={problems} />
      <TextInput {...text('url')} required placeholder="https://sms.example.com/send" />
      <Group grow gap="xs" align="flex-start">
        <Select {...choice('method', ['POST', 'PUT', 'GET'])} />
        <Select {...choice('contentType', ['json', 'form', 'text'])} />
      </Group>
      <Textarea
        className={classes.mono}
        label={t('settings.gateway.headers')}
        description={t('settings.gateway.headers_words')}
        autosize
        minRows={2}
        value={draft.headers}
        onChange={(e) => change({ headers: e.currentTarget.value })}
        error={error('headers')}
      />
      <Textarea
        className={classes.mono}
        label={t('settings.gateway.body')}
        description={`${t('settings.gateway.body_words')} {{to}} {{digits}} {{text}} {{from}} {{key}} {{secret}} {{basic}}`}
        autosize
        minRows={3}
        value={g.body}
        onChange={(e) => set({ body: e.currentTarget.value })}
        error={error('body')}
      />
      <SecretInput
        label={t('settings.gateway.secret')}
        draft={draft}
        change={change}
        error={error('secret')}
      />
      <TextInput {...text('from')} />
      <Group grow gap="xs" align="flex-start">
        <NumberInput
          label={t('settings.gateway.price')}
          hideControls
          allowNegative={false}
          decimalScale={4}
          value={g.price}
          onChange={(v) => set({ price: Number(v) || 0 })}
          error={error('price')}
        />
        <TextInput {...text('currency')} />
      </Group>
      <PriceFields draft={draft} change={change} problems={problems} />
      <ReceiptFields draft={draft} change={change} problems={problems} />
      <Accordion variant="contained" mt="xs">
        <Accordion.Item value="more">
          <Accordion.Control>{t('settings.gateway.success')}</Accordion.Control>
          <Accordion.Panel>
            <Stack gap="sm">
              <TextInput {...text('idPath')} description={t('settings.gateway.idPath_words')} />
              <Group grow gap="xs" align="flex-start">
                <TextInput {...text('okPath')} placeholder="status" />
                <TextInput {...text('okValue')} placeholder="queued" />
              </Group>
              <TextInput
                {...text('keyHeader')}
                description={t('settings.gateway.keyHeader_words')}
              />
              <NumberInput
                label={t('settings.gateway.keyHours')}
                description={t('settings.gateway.keyHours_words')}
                allowDecimal={false}
                allowNegative={false}
                value={g.keyHours}
                onChange={(v) => set({ keyHours: Number(v) || 0 })}
                error={error('keyHours')}
              />
              <TextInput
                {...text('lookupUrl')}
                description={t('settings.gateway.lookupUrl_words')}
              />
              <GatewayMore draft={draft} change={change} problems={problems} />
              <Checkbox
                label={t('settings.gateway.allowPrivate')}
                description={t('settings.gateway.allowPrivate_words')}
                checked={g.allowPrivate}
                onChange={(e) => set({ allowPrivate: e.currentTarget.checked })}
              />
            </Stack>
          </Accordion.Panel>
        </Accordion.Item>
      </Accordion>
    </>
  )
}
