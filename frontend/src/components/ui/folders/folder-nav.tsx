import { useDroppable } from '@dnd-kit/core'
import { ActionIcon, Button, Menu, UnstyledButton } from '@mantine/core'
import {
  IconDots,
  IconFolder,
  IconFolderOff,
  IconFolders,
  IconPencil,
  IconPlus,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/lib/format/use-format'
import { useIsAdmin } from '@/lib/workspace/workspace'
import type { Foldered, FolderView } from './folders'
import classes from './folders.module.css'

interface FolderNavProps {
  things: Foldered[]
  folders: string[]
  view: FolderView
  onView: (view: Partial<FolderView>) => void
  onNew: () => void
  onRename: (folder: string) => void
  onDissolve: (folder: string) => void
}

/** The folders with how many things they hold; one can be dropped on each. */
export function FolderNav(p: FolderNavProps) {
  const { t } = useTranslation()
  const admin = useIsAdmin()
  const { things, folders, view } = p
  const inFolder = (folder: string) => things.filter((x) => x.folder === folder).length
  return (
    <nav className={classes.folders} aria-label={t('ui.folders')}>
      <FolderLine
        name={t('ui.folder.all')}
        icon={<IconFolders size={16} aria-hidden />}
        count={things.length}
        chosen={!view.folder && !view.loose}
        onChoose={() => p.onView({ folder: '', loose: false })}
      />
      {folders.map((folder) => (
        <FolderLine
          key={folder}
          drop={`in:${folder}`}
          name={folder}
          icon={<IconFolder size={16} aria-hidden />}
          count={inFolder(folder)}
          chosen={view.folder === folder && !view.loose}
          onChoose={() => p.onView({ folder, loose: false })}
        >
          {admin && (
            <FolderMenu
              name={folder}
              onRename={() => p.onRename(folder)}
              onDissolve={() => p.onDissolve(folder)}
            />
          )}
        </FolderLine>
      ))}
      {folders.length > 0 && (
        <FolderLine
          drop="in:"
          name={t('ui.folder.none')}
          icon={<IconFolderOff size={16} aria-hidden />}
          count={inFolder('')}
          chosen={view.loose}
          onChoose={() => p.onView({ folder: '', loose: true })}
        />
      )}
      {admin && (
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          w="fit-content"
          leftSection={<IconPlus size={14} />}
          onClick={p.onNew}
        >
          {t('ui.folder.new')}
        </Button>
      )}
    </nav>
  )
}

interface FolderLineProps {
  name: string
  icon: React.ReactNode
  count: number
  chosen: boolean
  onChoose: () => void
  /** The name under which things are dropped here; missing: none can be. */
  drop?: string
  children?: React.ReactNode
}

function FolderLine({ name, icon, count, chosen, onChoose, drop, children }: FolderLineProps) {
  const { number } = useFormat()
  const place = useDroppable({ id: drop ?? 'nowhere', disabled: !drop })
  return (
    <div
      ref={place.setNodeRef}
      className={classes.folder}
      data-chosen={chosen || undefined}
      data-over={(drop && place.isOver) || undefined}
    >
      <UnstyledButton className={classes.choose} aria-pressed={chosen} onClick={onChoose}>
        {icon}
        <span className="clip" title={name}>
          {name}
        </span>
        <span className={classes.tally}>{number(count)}</span>
      </UnstyledButton>
      {children}
    </div>
  )
}

interface FolderMenuProps {
  name: string
  onRename: () => void
  onDissolve: () => void
}

function FolderMenu({ name, onRename, onDissolve }: FolderMenuProps) {
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
          {t('ui.folder.rename')}
        </Menu.Item>
        <Menu.Item leftSection={<IconFolderOff size={16} />} onClick={onDissolve}>
          {t('ui.folder.dissolve')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
