import { ActionIcon, Menu } from '@mantine/core'
import { IconCheck, IconDots } from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { StatusMark } from '@/components/ui/status-name'
import { useProduct } from '@/lib/workspace/workspace'
import classes from './board.module.css'

interface MoveMenuProps {
  card: api.BoardCard
  onMove: (card: api.BoardCard, to: string) => void
  inTabs: boolean
}

/** "Move to…": the way to another status without dragging. */
export function MoveMenu(props: MoveMenuProps) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const button = (
    <ActionIcon
      size="sm"
      className={classes.menu}
      aria-label={t('board.move_card', { name: props.card.name })}
      aria-haspopup="menu"
      tabIndex={props.inTabs ? 0 : -1}
      onMouseDown={(e) => e.stopPropagation()}
      onTouchStart={(e) => e.stopPropagation()}
      onClick={() => setOpen(true)}
    >
      <IconDots size={16} />
    </ActionIcon>
  )
  // A menu for each of a hundred cards would be made for nothing.
  return open ? <OpenMenu {...props} target={button} onClose={() => setOpen(false)} /> : button
}

function OpenMenu({
  card,
  onMove,
  target,
  onClose,
}: MoveMenuProps & { target: React.ReactElement; onClose: () => void }) {
  const { t } = useTranslation()
  const { statuses } = useProduct()
  return (
    <Menu opened onClose={onClose} width={240} returnFocus>
      <Menu.Target>{target}</Menu.Target>
      <Menu.Dropdown onMouseDown={(e) => e.stopPropagation()}>
        <Menu.Label>{t('board.move_to')}</Menu.Label>
        {statuses.map((s) => (
          <Menu.Item
            key={s.id}
            disabled={s.id === card.status}
            leftSection={<StatusMark status={s} />}
            rightSection={s.id === card.status ? <IconCheck size={14} /> : undefined}
            onClick={() => onMove(card, s.id)}
          >
            {s.name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
