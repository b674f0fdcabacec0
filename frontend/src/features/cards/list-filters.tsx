import { Select, type SelectProps } from '@mantine/core'
import { IconFilter, IconTag } from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/lib/format/use-format'
import { useTags } from '@/lib/tags/use-tags'
import { useProduct, useWorkspace } from '@/lib/workspace/workspace'
import { useFilterCounts, useFilters } from './api'
import type { CardsView } from './view'

interface ListFiltersProps {
  view: CardsView
  onChange: (change: Partial<CardsView>) => void
  /** Below each other, as wide as their place. */
  stacked?: boolean
}

/** What narrows the list: a saved filter, a status, an owner, a tag. */
export function ListFilters({ view, onChange, stacked }: ListFiltersProps) {
  const { t } = useTranslation()
  const { statuses } = useProduct()
  const { users } = useWorkspace()
  const tags = useTags().list
  const shared = (label: string, width: number) => ({
    w: stacked ? '100%' : width,
    clearable: true,
    'aria-label': label,
    placeholder: label,
    comboboxProps: { withinPortal: !stacked, width: 'max-content', position: 'bottom-start' },
  })
  return (
    <>
      <FilterChoice
        {...(shared(t('cards.by_filter'), 128) as SelectProps)}
        value={view.filter || null}
        onChange={(filter) => onChange({ filter: filter ?? '' })}
      />
      {view.as === 'list' && (
        <Select
          {...(shared(t('cards.column.status'), 116) as SelectProps)}
          value={view.status || null}
          onChange={(status) => onChange({ status: status ?? '' })}
          data={statuses.map((s) => ({ value: s.id, label: s.name }))}
        />
      )}
      {users.length > 1 && (
        <Select
          {...(shared(t('cards.column.owner'), 136) as SelectProps)}
          value={view.owner || null}
          onChange={(owner) => onChange({ owner: owner ?? '' })}
          data={[
            { value: 'me', label: t('cards.mine') },
            ...users.map((u) => ({ value: u.id, label: u.name })),
          ]}
        />
      )}
      {tags.length > 0 && (
        <Select
          {...(shared(t('cards.tag'), 128) as SelectProps)}
          searchable
          leftSection={<IconTag size={15} />}
          value={view.tag || null}
          onChange={(tag) => onChange({ tag: tag ?? '' })}
          data={tags.map((g) => ({ value: g.id, label: g.name }))}
        />
      )}
    </>
  )
}

/** The saved filters with how many cards each matches, counted when somebody looks. */
function FilterChoice(props: SelectProps) {
  const { t } = useTranslation()
  const { number } = useFormat()
  const { product } = useProduct()
  const [asked, ask] = useState(false)
  const filters = useFilters(product.id, asked || Boolean(props.value))
  const counts = useFilterCounts(asked ? filters.data : undefined)
  const label = ({ filter, matches }: api.FilterRow) => {
    const count = counts.get(filter.id) ?? matches
    return count < 0 ? filter.name : `${filter.name} (${number(count)})`
  }
  return (
    <Select
      {...props}
      leftSection={<IconFilter size={16} />}
      onDropdownOpen={() => ask(true)}
      data={(filters.data ?? []).map((f) => ({
        value: f.filter.id,
        label: label(f),
        disabled: f.matches === -1,
      }))}
      nothingFoundMessage={filters.isPending ? t('common.loading') : t('cards.no_filters')}
    />
  )
}
