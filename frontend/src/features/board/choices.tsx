import { Select } from '@mantine/core'
import { IconSum } from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/lib/format/use-format'
import { useProduct } from '@/lib/workspace/workspace'
import { noAmount, useAmount } from './use-amount'

/** Which field the columns add up; nothing where there is none to add. */
export function BoardTools() {
  const { t } = useTranslation()
  const amount = useAmount()
  if (amount.choices.length === 0) return null
  return (
    <Select
      w={176}
      aria-label={t('board.sum')}
      leftSection={<IconSum size={16} />}
      allowDeselect={false}
      value={amount.field?.id ?? noAmount}
      onChange={(v) => amount.choose(v ?? noAmount)}
      data={[
        ...amount.choices.map((f) => ({ value: f.id, label: f.name })),
        { value: noAmount, label: t('board.no_sum') },
      ]}
    />
  )
}

interface StatusChoiceProps {
  value: string
  onChange: (status: string) => void
  totals: api.BoardTotalsOut | undefined
}

/** In a narrow window one status is shown: which one. */
export function StatusChoice({ value, onChange, totals }: StatusChoiceProps) {
  const { t } = useTranslation()
  const { number } = useFormat()
  const { statuses } = useProduct()
  const count = (id: string) => totals?.columns.find((c) => c.status === id)?.count
  const label = (id: string, name: string) => {
    const n = count(id)
    return n === undefined ? name : `${name} (${number(n)})`
  }
  return (
    <Select
      flex={1}
      aria-label={t('board.which')}
      allowDeselect={false}
      value={value}
      onChange={(v) => v && onChange(v)}
      data={statuses.map((s) => ({ value: s.id, label: label(s.id, s.name) }))}
    />
  )
}
