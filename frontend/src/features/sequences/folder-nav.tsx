import { useDroppable } from '@dnd-kit/core'
import { ActionIcon, Menu, UnstyledButton } from '@mantine/core'
import { IconDotsVertical, IconFolder, IconFolderPlus, IconFolders } from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { folderName } from '@/components/ui/folder-name'
import classes from '@/components/ui/folders/folders.module.css'
import { useFormat } from '@/lib/format/use-format'
import { useIsAdmin } from '@/lib/workspace/workspace'
import { FolderMenu } from './folder-menu'
import own from './sequences.module.css'
import type { SequenceFolders } from './use-sequence-folders'

interface FolderNavProps {
  folders: SequenceFolders
  rows: api.SequenceRow[]
  /** "" is all. */
  chosen: string
  onChoose: (folder: string) => void
}

/** The folders with what they hold; an automation can be dropped on each. */
export function FolderNav({ folders, rows, chosen, onChoose }: FolderNavProps) {
  const { t } = useTranslation()
  const admin = useIsAdmin()
  const count = (id: string) => rows.filter((row) => row.sequence.folder === id).length
  return (
    <nav className={classes.folders} aria-label={t('sequences.folders')}>
      <div className={own.foldersHead}>
        <span>{t('sequences.folders')}</span>
        {admin && <FoldersMenu onNew={() => folders.edit()} />}
      </div>
      <FolderLine
        name={t('sequences.view.all')}
        count={rows.length}
        chosen={chosen === ''}
        onChoose={() => onChoose('')}
      />
      {folders.list.map((folder) => (
        <FolderLine
          key={folder.id}
          id={folder.id}
          name={folderName(t, folder)}
          count={count(folder.id)}
          chosen={chosen === folder.id}
          onChoose={() => onChoose(folder.id)}
        >
          {admin && !folder.builtin && (
            <FolderMenu
              folder={folder}
              empty={count(folder.id) === 0}
              onRename={() => folders.edit(folder)}
              onDelete={() => {
                folders.remove(folder)
                if (chosen === folder.id) onChoose('')
              }}
            />
          )}
        </FolderLine>
      ))}
    </nav>
  )
}

function FoldersMenu({ onNew }: { onNew: () => void }) {
  const { t } = useTranslation()
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon size="sm" aria-label={t('sequences.folder.more')}>
          <IconDotsVertical size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconFolderPlus size={16} />} onClick={onNew}>
          {t('sequences.folder.new')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

interface FolderLineProps {
  /** Missing for all, where nothing can be dropped. */
  id?: string
  name: string
  count: number
  chosen: boolean
  onChoose: () => void
  children?: React.ReactNode
}

function FolderLine({ id, name, count, chosen, onChoose, children }: FolderLineProps) {
  const { number } = useFormat()
  const place = useDroppable({ id: `in:${id}`, disabled: !id })
  const Picture = id ? IconFolder : IconFolders
  return (
    <div
      ref={place.setNodeRef}
      className={classes.folder}
      data-chosen={chosen || undefined}
      data-over={(id && place.isOver) || undefined}
    >
      <UnstyledButton className={classes.choose} aria-pressed={chosen} onClick={onChoose}>
        <Picture size={16} aria-hidden />
        <span className="clip" title={name}>
          {name}
        </span>
        <span className={classes.tally}>{number(count)}</span>
      </UnstyledButton>
      {children}
    </div>
  )
}
