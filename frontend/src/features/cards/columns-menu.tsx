import { ActionIcon, Checkbox, Popover, Stack, Text } from '@mantine/core'
import { IconColumns3 } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { SortableList } from '@/components/ui/sortable-list'
import classes from './cards.module.css'
import { type ListColumn, useListColumns } from './list/columns'
import { type CardsView, writeColumns } from './view'

interface ColumnsMenuProps {
  view: CardsView
  onChange: (change: Partial<CardsView>) => void
}

/** Which columns the list shows, and in what order. */
export function ColumnsMenu({ view, onChange }: ColumnsMenuProps) {
  const { t } = useTranslation()
  const { shown, all } = useListColumns(view)
  const set = (columns: ListColumn[]) => onChange({ cols: writeColumns(columns) })
  const hidden = all.filter((c) => !shown.some((s) => s.key === c.key))
  return (
    <Popover position="bottom-end" shadow="md" width={320} trapFocus withinPortal>
      <Popover.Target>
        <ActionIcon
          variant="default"
          size={36}
          aria-label={t('cards.columns')}
          title={t('cards.columns')}
        >
          <IconColumns3 size={18} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown p={0}>
        <div className={classes.columnsMenu}>
          <Text size="sm" c="dimmed" mb={4}>
            {t('cards.columns_shown')}
          </Text>
          <SortableList
            items={shown}
            idOf={(c) => c.key}
            nameOf={(c) => c.title}
            onChange={set}
            render={(c) => (
              <Checkbox
                size="xs"
                flex={1}
                style={{ alignSelf: 'center' }}
                checked
                disabled={c.key === 'name'}
                label={c.title}
                onChange={() => set(shown.filter((s) => s.key !== c.key))}
              />
            )}
          />
          {hidden.length > 0 && (
            <Text size="sm" c="dimmed" mt="sm" mb={4}>
              {t('cards.columns_more')}
            </Text>
          )}
          <Stack gap={10} pl={4} pb={4}>
            {hidden.map((c) => (
              <Checkbox
                key={c.key}
                size="xs"
                checked={false}
                label={c.title}
                onChange={() => set([...shown, c])}
              />
            ))}
          </Stack>
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}
