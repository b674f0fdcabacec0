import { CloseButton, Select, TextInput } from '@mantine/core'
import { useDebouncedCallback, useHotkeys } from '@mantine/hooks'
import { IconFilter, IconSearch } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/lib/format/use-format'
import { useProduct, useWorkspace } from '@/lib/workspace/workspace'
import { useFilters } from './api'
import type { CardsView } from './view'

interface CardsToolbarProps {
  view: CardsView
  onChange: (change: Partial<CardsView>) => void
}

/** Search and what narrows the list: a saved filter, a status, an owner. */
export function CardsToolbar({ view, onChange }: CardsToolbarProps) {
  const { t } = useTranslation()
  const { number } = useFormat()
  const { product, statuses } = useProduct()
  const { users } = useWorkspace()
  const filters = useFilters(product.id).data ?? []
  return (
    <>
      <Search value={view.q} onChange={(q) => onChange({ q })} />
      <Select
        w={172}
        clearable
        aria-label={t('cards.filter')}
        placeholder={t('cards.filter')}
        leftSection={<IconFilter size={16} />}
        value={view.filter || null}
        onChange={(filter) => onChange({ filter: filter ?? '' })}
        data={filters.map((f) => ({
          value: f.filter.id,
          label: f.matches < 0 ? f.filter.name : `${f.filter.name} (${number(f.matches)})`,
          disabled: f.matches < 0,
        }))}
        nothingFoundMessage={t('cards.no_filters')}
      />
      <Select
        w={140}
        clearable
        aria-label={t('cards.column.status')}
        placeholder={t('cards.column.status')}
        value={view.status || null}
        onChange={(status) => onChange({ status: status ?? '' })}
        data={statuses.map((s) => ({ value: s.id, label: s.name }))}
      />
      {users.length > 1 && (
        <Select
          w={140}
          clearable
          aria-label={t('cards.column.owner')}
          placeholder={t('cards.column.owner')}
          value={view.owner || null}
          onChange={(owner) => onChange({ owner: owner ?? '' })}
          data={users.map((u) => ({ value: u.id, label: u.name }))}
        />
      )}
    </>
  )
}

function Search({ value, onChange }: { value: string; onChange: (q: string) => void }) {
  const { t } = useTranslation()
  const [text, setText] = useState(value)
  const input = useRef<HTMLInputElement>(null)
  const tell = useDebouncedCallback(onChange, 200)
  useHotkeys([
    ['mod+K', () => input.current?.focus()],
    ['/', () => input.current?.focus()],
  ])
  useEffect(() => setText(value), [value])
  const change = (q: string) => {
    setText(q)
    tell(q)
  }
  return (
    <TextInput
      ref={input}
      w={244}
      type="search"
      aria-label={t('cards.search')}
      placeholder={t('cards.search')}
      leftSection={<IconSearch size={16} />}
      rightSection={
        text && (
          <CloseButton size="sm" aria-label={t('cards.clear_search')} onClick={() => change('')} />
        )
      }
      value={text}
      onChange={(e) => change(e.currentTarget.value)}
    />
  )
}
