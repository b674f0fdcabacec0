import { Select } from '@mantine/core'
import { IconFilter, IconTag } from '@tabler/icons-react'
import { type ComponentType, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/lib/format/use-format'
import { useTags } from '@/lib/tags/use-tags'
import { useProduct, useWorkspace } from '@/lib/workspace/workspace'
import { useFilters } from './api'
import classes from './cards.module.css'
import { ColumnsMenu } from './columns-menu'
import { LayoutSwitch } from './layout-switch'
import { ListSearch } from './list-search'
import type { CardsView } from './view'
import { ViewMenu } from './view-menu'

interface CardsToolbarProps {
  view: CardsView
  onChange: (change: Partial<CardsView>) => void
  /** There is a board to switch to. */
  boards: boolean
  /** What the board offers besides. */
  BoardTools?: ComponentType
}

/** Views, search and what narrows the list: a saved filter, a status, an owner, a tag. */
export function CardsToolbar({ view, onChange, boards, BoardTools }: CardsToolbarProps) {
  const { t } = useTranslation()
  const { number } = useFormat()
  const { product, statuses } = useProduct()
  const { users } = useWorkspace()
  const tags = useTags().list
  const [asked, ask] = useState(false)
  const filters = useFilters(product.id, asked || view.filter !== '').data ?? []
  return (
    <>
      <ViewMenu view={view} onChange={onChange} />
      <ListSearch value={view.q} onChange={(q) => onChange({ q })} />
      <Select
        w={128}
        clearable
        aria-label={t('cards.by_filter')}
        placeholder={t('cards.by_filter')}
        leftSection={<IconFilter size={16} />}
        onDropdownOpen={() => ask(true)}
        value={view.filter || null}
        onChange={(filter) => onChange({ filter: filter ?? '' })}
        data={filters.map((f) => ({
          value: f.filter.id,
          label: f.matches < 0 ? f.filter.name : `${f.filter.name} (${number(f.matches)})`,
          disabled: f.matches < 0,
        }))}
        nothingFoundMessage={t('cards.no_filters')}
      />
      {view.as === 'list' && (
        <Select
          w={116}
          clearable
          aria-label={t('cards.column.status')}
          placeholder={t('cards.column.status')}
          value={view.status || null}
          onChange={(status) => onChange({ status: status ?? '' })}
          data={statuses.map((s) => ({ value: s.id, label: s.name }))}
        />
      )}
      {users.length > 1 && (
        <Select
          w={116}
          clearable
          aria-label={t('cards.column.owner')}
          placeholder={t('cards.column.owner')}
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
          w={108}
          clearable
          searchable
          aria-label={t('cards.tag')}
          placeholder={t('cards.tag')}
          leftSection={<IconTag size={15} />}
          value={view.tag || null}
          onChange={(tag) => onChange({ tag: tag ?? '' })}
          data={tags.map((g) => ({ value: g.id, label: g.name }))}
        />
      )}
      <div className={classes.toolbarEnd}>
        {view.as === 'list' && <ColumnsMenu view={view} onChange={onChange} />}
        {view.as === 'board' && BoardTools && <BoardTools />}
        {boards && <LayoutSwitch value={view.as} onChange={(as) => onChange({ as })} />}
      </div>
    </>
  )
}
