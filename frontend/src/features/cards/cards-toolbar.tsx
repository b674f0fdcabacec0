import { Button, Popover, Stack } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconFilter } from '@tabler/icons-react'
import type { ComponentType } from 'react'
import { useTranslation } from 'react-i18next'
import { QuickSearch } from '@/components/ui/quick-search'
import classes from './cards.module.css'
import { ColumnsMenu } from './columns-menu'
import { LayoutSwitch } from './layout-switch'
import { ListFilters } from './list-filters'
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

/** Views, search, what narrows the list, its columns, and the way to the board. */
export function CardsToolbar({ view, onChange, boards, BoardTools }: CardsToolbarProps) {
  const { t } = useTranslation()
  const narrow = useMediaQuery('(max-width: 48em)') ?? false
  return (
    <>
      <ViewMenu view={view} onChange={onChange} />
      <QuickSearch
        flex="1 1 180px"
        maw={280}
        label={t('cards.search')}
        value={view.q}
        onChange={(q) => onChange({ q })}
      />
      {narrow ? (
        <FoldedFilters view={view} onChange={onChange} />
      ) : (
        <ListFilters view={view} onChange={onChange} />
      )}
      <div className={classes.toolbarEnd}>
        {view.as === 'list' && <ColumnsMenu view={view} onChange={onChange} />}
        {view.as === 'board' && BoardTools && <BoardTools />}
        {boards && <LayoutSwitch value={view.as} onChange={(as) => onChange({ as })} />}
      </div>
    </>
  )
}

/** In a narrow window one button holds the filters, and says how many are on. */
function FoldedFilters({ view, onChange }: Pick<CardsToolbarProps, 'view' | 'onChange'>) {
  const { t } = useTranslation()
  const on = [view.filter, view.status, view.owner, view.tag].filter(Boolean).length
  return (
    <Popover position="bottom-start" shadow="md" width={280} trapFocus>
      <Popover.Target>
        <Button variant={on > 0 ? 'light' : 'default'} leftSection={<IconFilter size={16} />}>
          {t('cards.by_filter')}
          {on > 0 && ` · ${on}`}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="xs">
          <ListFilters view={view} onChange={onChange} stacked />
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}
