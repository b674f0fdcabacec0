import { ActionIcon, Button, Group, Input, NumberInput, TextInput } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import type { crm } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { fieldError } from '@/components/ui/problems'
import type { AccountFormProps } from '../smtp-form'
import classes from './gateways.module.css'

/** What a part costs by the beginning of the number. */
export function PriceFields({ draft, change, problems }: AccountFormProps) {
  const { t } = useTranslation()
  const { prices } = draft.sms
  const set = (next: crm.PrefixPrice[]) => change({ sms: { ...draft.sms, prices: next } })
  const row = (i: number, part: Partial<crm.PrefixPrice>) =>
    set(prices.map((p, at) => (at === i ? { ...p, ...part } : p)))
  return (
    <Input.Wrapper
      label={t('sms_gateway.prices')}
      description={t('sms_gateway.prices_words')}
      labelElement="div"
    >
      <div className={classes.prices} data-none={prices.length === 0 || undefined}>
        {prices.map((p, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row is nothing but its place
          <PriceRow key={i}>
            <TextInput
              aria-label={t('sms_gateway.prefix_label')}
              placeholder="+40"
              value={p.prefix}
              onChange={(e) => row(i, { prefix: e.currentTarget.value })}
              error={fieldError(problems, `sms.prices.${i}.prefix`)}
            />
            <NumberInput
              aria-label={t('sms_gateway.price')}
              hideControls
              allowNegative={false}
              decimalScale={4}
              value={p.price}
              onChange={(v) => row(i, { price: Number(v) || 0 })}
              error={fieldError(problems, `sms.prices.${i}.price`)}
            />
            <ActionIcon
              aria-label={t('sms_gateway.remove_price', { prefix: p.prefix })}
              mt={4}
              onClick={() => set(prices.filter((_, at) => at !== i))}
            >
              <IconTrash size={16} />
            </ActionIcon>
          </PriceRow>
        ))}
      </div>
      <Group mt="xs">
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconPlus size={14} />}
          onClick={() => set([...prices, { prefix: '', price: 0 }])}
        >
          {t('sms_gateway.add_price')}
        </Button>
      </Group>
    </Input.Wrapper>
  )
}

function PriceRow({ children }: { children: React.ReactNode }) {
  return <>{children}</>
}
