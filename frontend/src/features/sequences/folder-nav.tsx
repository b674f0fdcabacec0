import { ActionIcon, Button, Menu, UnstyledButton } from '@mantine/core'
import {
  IconDots,
  IconFolder,
  IconFolders,
  IconPencil,
  IconPlus,
  IconTrash,
} from '@tabler/icons-react'
import type { api, crm } from '@wails/go/models'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { folderName } from '@/components/ui/folder-name'
import { useFormat } from '@/lib/format/use-format'
import { useIsAdmin, useProduct } from '@/lib/workspace/workspace'
import { useDeleteFolder } from './api'
import { FolderDialog } from './folder-dialog'
import classes from './sequences.module.css'

interface FolderNavProps {
  folders: crm.Folder[]
  rows: api.SequenceRow[]
  /** "" is all. */
  chosen: string
  onChoose: (folder: string) => void
}

/** The folders with what they hold. */
export function FolderNav({ folders, rows, chosen, onChoose }: FolderNavProps) {
  const { t } = useTranslation()
  const admin = useIsAdmin()
  const product = useProduct().product.id
  const [editing, setEditing] = useState<crm.Folder>()
  const remove = useDeleteFolder()
  const count = (id: string) => rows.filter((row) => row.sequence.folder === id).length
  return (
    <nav className={classes.folders} aria-label={t('sequences.folders')}>
      <FolderLine
        name={t('sequences.view.all')}
        icon={<IconFolders size={16} aria-hidden />}
        count={rows.length}
        chosen={chosen === ''}
        onChoose={() => onChoose('')}
      />
      {folders.map((folder) => (
        <FolderLine
          key={folder.id}
          name={folderName(t, folder)}
          icon={<IconFolder size={16} aria-hidden />}
          count={count(folder.id)}
          chosen={chosen === folder.id}
          onChoose={() => onChoose(folder.id)}
        >
          {admin && !folder.builtin && (
            <FolderMenu
              name={folder.name}
              empty={count(folder.id) === 0}
              onRename={() => setEditing(folder)}
              onDelete={() => {
                remove.mutate(folder)
                if (chosen === folder.id) onChoose('')
              }}
            />
          )}
        </FolderLine>
      ))}
      {admin && (
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          w="fit-content"
          leftSection={<IconPlus size={14} />}
          onClick={() => setEditing({ id: '', product, name: '', builtin: '' })}
        >
          {t('sequences.folder.new')}
        </Button>
      )}
      {editing && <FolderDialog folder={editing} onClose={() => setEditing(undefined)} />}
    </nav>
  )
}

interface FolderLineProps {
  name: string
  icon: React.ReactNode
  count: number
  chosen: boolean
  onChoose: () => void
  children?: React.ReactNode
}

function FolderLine({ name, icon, count, chosen, onChoose, children }: FolderLineProps) {
  const { number } = useFormat()
  return (
    <div className={classes.folder} data-chosen={chosen || undefined}>
      <UnstyledButton className={classes.choose} aria-pressed={chosen} onClick={onChoose}>
        {icon}
        <span className="clip" title={name}>
          {name}
        </span>
        <span className={classes.count}>{number(count)}</span>
      </UnstyledButton>
      {children}
    </div>
  )
}

interface FolderMenuProps {
  name: string
  empty: boolean
  onRename: () => void
  onDelete: () => void
}

function FolderMenu({ name, empty, onRename, onDelete }: FolderMenuProps) {
  const { t } = useTranslation()
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon size="sm" aria-label={t('ui.more_for', { name })}>
          <IconDots size={14} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconPencil size={16} />} onClick={onRename}>
          {t('sequences.folder.rename')}
        </Menu.Item>
        <Menu.Item
          color="red"
          leftSection={<IconTrash size={16} />}
          disabled={!empty}
          title={empty ? undefined : t('sequences.folder.not_empty')}
          onClick={onDelete}
        >
          {t('common.delete')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
