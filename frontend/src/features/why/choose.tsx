import { Loader, Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCardsNamed, useFiltersOf } from './api'

/** Finds the card that is asked about, by the words of its name. */
export function CardFind({ product, onPick }: { product: string; onPick: (card: string) => void }) {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const [search] = useDebouncedValue(text, 150)
  const found = useCardsNamed(product, search)
  const hits = found.data ?? []
  return (
    <Select
      label={t('why.card')}
      placeholder={t('why.card_find')}
      data={hits.map((h) => ({
        value: h.id,
        label: h.below && h.below !== h.title ? `${h.title} · ${h.below}` : h.title,
      }))}
      searchable
      data-autofocus
      filter={({ options }) => options}
      onSearchChange={setText}
      onChange={(id) => onPick(id ?? '')}
      nothingFoundMessage={search.trim() && !found.isFetching ? t('why.card_none') : undefined}
      rightSection={found.isFetching ? <Loader size={16} /> : undefined}
      maxDropdownHeight={280}
    />
  )
}

/** Chooses the filter that is asked about. */
export function FilterChoice({
  product,
  value,
  onPick,
}: {
  product: string
  value: string
  onPick: (filter: string) => void
}) {
  const { t } = useTranslation()
  const { data } = useFiltersOf(product, true)
  return (
    <Select
      label={t('why.filter')}
      placeholder={t('why.filter_choose')}
      data={(data ?? []).map((row) => ({ value: row.filter.id, label: row.filter.name }))}
      value={value || null}
      onChange={(id) => onPick(id ?? '')}
      searchable
      data-autofocus
      nothingFoundMessage={t('why.filter_none')}
      maxDropdownHeight={280}
    />
  )
}
