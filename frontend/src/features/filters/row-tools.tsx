import { ActionIcon, Menu } from '@mantine/core'
import {
  IconArrowDown,
  IconArrowsRightLeft,
  IconArrowUp,
  IconCopy,
  IconCopyPlus,
  IconDots,
  IconFolderPlus,
  IconTrash,
} from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './editor.module.css'
import { useEditor } from './editor-context'
import type { Row } from './state/form'
import { allRows, holderOf, mostConditions, mostDepth, neighbour } from './state/places'
import { useEdits } from './use-edits'

/** What can be done with a condition besides changing what it asks. */
export function RowTools({ row, label }: { row: Row; label: string }) {
  const { t } = useTranslation()
  const edits = useEdits()
  // The menu is made when it is first wanted: a hundred of them cost.
  const [used, setUsed] = useState(false)
  return (
    <div className={classes.tools}>
      {used ? (
        <Menu keepMounted={false} defaultOpened>
          <Menu.Target>
            <ActionIcon aria-label={t('ui.more_for', { name: label })}>
              <IconDots size={18} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Items row={row} />
          </Menu.Dropdown>
        </Menu>
      ) : (
        <ActionIcon
          aria-label={t('ui.more_for', { name: label })}
          aria-haspopup="menu"
          onClick={() => setUsed(true)}
        >
          <IconDots size={18} />
        </ActionIcon>
      )}
      <ActionIcon
        onClick={() => edits.remove(row.key)}
        aria-label={t('filters.remove_one', { name: label })}
        className={classes.trash}
      >
        <IconTrash size={16} />
      </ActionIcon>
    </div>
  )
}

// Only while the menu is open: where it may go is looked up then.
function Items({ row }: { row: Row }) {
  const { t } = useTranslation()
  const { getForm, dispatch } = useEditor()
  const edits = useEdits()
  const form = getForm()
  const full = allRows(form).length >= mostConditions
  const depth = holderOf(form, row.key)?.depth ?? 1
  return (
    <>
      <Menu.Item
        leftSection={<IconCopyPlus size={16} />}
        disabled={full}
        onClick={() => dispatch({ type: 'duplicate', key: row.key })}
      >
        {t('filters.duplicate')}
      </Menu.Item>
      <Menu.Item
        leftSection={<IconCopy size={16} />}
        rightSection={<kbd className={classes.keys}>Ctrl C</kbd>}
        onClick={() => edits.copy(row.key)}
      >
        {t('filters.copy')}
      </Menu.Item>
      <Menu.Item
        leftSection={<IconArrowUp size={16} />}
        disabled={!neighbour(form, row.key, -1)}
        rightSection={<kbd className={classes.keys}>Alt ↑</kbd>}
        onClick={() => edits.step(row.key, -1)}
      >
        {t('ui.move_up')}
      </Menu.Item>
      <Menu.Item
        leftSection={<IconArrowDown size={16} />}
        disabled={!neighbour(form, row.key, 1)}
        rightSection={<kbd className={classes.keys}>Alt ↓</kbd>}
        onClick={() => edits.step(row.key, 1)}
      >
        {t('ui.move_down')}
      </Menu.Item>
      {edits.targets(row.key).map((target) => (
        <Menu.Item
          key={target.key}
          leftSection={<IconArrowsRightLeft size={16} />}
          onClick={() => edits.into(row.key, target.key)}
        >
          {t('filters.move_into', { place: target.label })}
        </Menu.Item>
      ))}
      <Menu.Item
        leftSection={<IconFolderPlus size={16} />}
        disabled={depth >= mostDepth}
        onClick={() => dispatch({ type: 'wrap', key: row.key })}
      >
        {t('filters.wrap')}
      </Menu.Item>
      <Menu.Item
        color="red"
        leftSection={<IconTrash size={16} />}
        onClick={() => edits.remove(row.key)}
      >
        {t('filters.remove')}
      </Menu.Item>
    </>
  )
}
