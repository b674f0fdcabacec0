import { Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFiltersOf } from './api'

interface FilterChoiceProps {
  product: string
  value: string
  onPick: (filter: string) => void
}

/** Chooses the filter that is asked about. */
export function FilterChoice({ product, value, onPick }: FilterChoiceProps) {
  const { t } = useTranslation()
  const { data } = useFiltersOf(product)
  return (
    <Select
      label={t('why.filter')}
      placeholder={t('why.filter_choose')}
      data={(data ?? []).map((row) => ({ value: row.filter.id, label: row.filter.name }))}
      value={value || null}
      onChange={(id) => onPick(id ?? '')}
      searchable
      openOnFocus={false}
      data-autofocus
      nothingFoundMessage={t('why.filter_none')}
      maxDropdownHeight={280}
    />
  )
}
