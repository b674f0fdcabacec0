import { MultiSelect } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCardsNamed } from '@/lib/rows/use-cards-named'

/** A card that was chosen for a copy. */
export interface Picked {
  id: string
  name: string
}

interface CardPicksProps {
  product: string
  picked: readonly Picked[]
  onChange: (picked: Picked[]) => void
}

/** Chooses the cards to copy by name; without a choice the first ones are copied. */
export function CardPicks({ product, picked, onChange }: CardPicksProps) {
  const { t } = useTranslation()
  const [search, setSearch] = useState('')
  const { hits, wait } = useCardsNamed(search, product)
  const names = new Map(picked.map((card) => [card.id, card.name]))
  for (const hit of hits) names.set(hit.id, hit.title)
  return (
    <MultiSelect
      label={t('sandbox.which')}
      description={t('sandbox.which_help')}
      placeholder={picked.length === 0 ? t('ui.card_find') : undefined}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t('ui.clear') }}
      maw={560}
      searchValue={search}
      onSearchChange={setSearch}
      filter={({ options }) => options}
      nothingFoundMessage={wait ? undefined : t('ui.card_none')}
      data={[...names].map(([value, label]) => ({ value, label }))}
      value={picked.map((card) => card.id)}
      onChange={(ids) => onChange(ids.map((id) => ({ id, name: names.get(id) ?? id })))}
    />
  )
}
