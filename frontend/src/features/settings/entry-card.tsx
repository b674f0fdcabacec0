import { ActionIcon, Button, Group, Menu, Text } from '@mantine/core'
import { IconDots, IconListDetails, IconPencil, IconTrash } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useConfirm } from '@/components/ui/confirm'
import { StateBadge } from '@/components/ui/state-badge'
import { toastError } from '@/components/ui/toast'
import classes from './settings.module.css'

interface EntryCardProps {
  name: string
  state: 'active' | 'inactive' | 'trouble'
  /** Where it leads, in one line that is cut off where it is too long. */
  where: ReactNode
  /** What else is said of it. */
  children?: ReactNode
  /** What is wrong, below everything. */
  trouble?: ReactNode
  /** The button to what came or went. */
  log?: { label: string; open: () => void }
  onEdit: () => void
  menu: ReactNode
}

/** One entry of a list in the settings: a mailbox, a webhook, an address for programs. */
export function EntryCard(props: EntryCardProps) {
  const { name, state, where, children, trouble, log, onEdit, menu } = props
  const { t } = useTranslation()
  return (
    <article className={classes.box} aria-label={name}>
      <div className={classes.boxHead}>
        <div className={classes.words}>
          <Group gap="xs" wrap="nowrap">
            <Text fw={600} className="clip" title={name}>
              {name}
            </Text>
            <StateBadge state={state} />
          </Group>
          <Text
            size="sm"
            c="dimmed"
            className="clip"
            title={typeof where === 'string' ? where : undefined}
          >
            {where}
          </Text>
          {children}
        </div>
        <Group gap="xs">
          {log && (
            <Button
              size="xs"
              variant="default"
              leftSection={<IconListDetails size={14} />}
              onClick={log.open}
            >
              {log.label}
            </Button>
          )}
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPencil size={14} />}
            onClick={onEdit}
          >
            {t('common.edit')}
          </Button>
          <Menu>
            <Menu.Target>
              <ActionIcon aria-label={t('ui.more_for', { name })}>
                <IconDots size={18} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>{menu}</Menu.Dropdown>
          </Menu>
        </Group>
      </div>
      {trouble}
    </article>
  )
}

interface DeleteItemProps {
  title: string
  text: string
  label?: string
  disabled?: boolean
  onDelete: () => Promise<unknown>
}

/** The menu's way to delete an entry: asks with the consequence first. */
export function DeleteItem({ title, text, label, disabled, onDelete }: DeleteItemProps) {
  const { t } = useTranslation()
  const confirm = useConfirm()
  const action = label ?? t('common.delete')
  const ask = async () => {
    const sure = await confirm({ title, children: text, action, danger: true })
    if (sure) await onDelete().catch(toastError)
  }
  return (
    <Menu.Item
      color="red"
      disabled={disabled}
      leftSection={<IconTrash size={16} />}
      onClick={() => void ask()}
    >
      {action}
    </Menu.Item>
  )
}

interface LookTroubleProps {
  /** Since when, as words. */
  at: string
  why: string
  /** What the server said, as it is. */
  words: string
}

/** Why a mailbox can't be read. */
export function LookTrouble({ at, why, words }: LookTroubleProps) {
  const { t } = useTranslation()
  return (
    <>
      <Text size="sm" mt="xs" c="var(--tone-red)">
        {t('mailbox.fails', { at, why })}
      </Text>
      {words && <p className={classes.quote}>{words}</p>}
    </>
  )
}
