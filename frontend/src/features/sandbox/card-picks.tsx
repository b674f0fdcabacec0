import { MultiSelect } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { backend } from '@/lib/api/client'

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
  const [asked] = useDebouncedValue(search.trim(), 200)
  const found = useQuery({
    queryKey: ['card', 'sandbox', product, asked],
    queryFn: async () => {
      const { groups } = await backend.SearchAll({ text: asked, limit: 20 })
      const hits = groups.find((g) => g.noun === 'card')?.hits ?? []
      return hits.filter((hit) => hit.product === product)
    },
    enabled: asked !== '',
    placeholderData: keepPreviousData,
  })
  const names = new Map(picked.map((card) => [card.id, card.name]))
  for (const hit of asked ? (found.data ?? []) : []) names.set(hit.id, hit.title)
  return (
    <MultiSelect
      label={t('sandbox.which')}
      description={t('sandbox.which_help')}
      placeholder={picked.length === 0 ? t('sandbox.find_card') : undefined}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t('ui.clear') }}
      maw={560}
      searchValue={search}
      onSearchChange={setSearch}
      filter={({ options }) => options}
      nothingFoundMessage={asked ? t('sandbox.no_card') : undefined}
      data={[...names].map(([value, label]) => ({ value, label }))}
      value={picked.map((card) => card.id)}
      onChange={(ids) => onChange(ids.map((id) => ({ id, name: names.get(id) ?? id })))}
    />
  )
}
