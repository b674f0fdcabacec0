import { ActionIcon, Menu } from '@mantine/core'
import {
  IconCopy,
  IconDotsVertical,
  IconPlayerPause,
  IconPlayerPlay,
  IconTrash,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { MoveMenuItems } from '@/components/ui/sortable-row'

/** What a step's menu can do, besides moving it. */
export type StepCommand = 'copy' | 'toggle' | 'remove'

interface StepMenuProps {
  name: string
  index: number
  count: number
  disabled: boolean
  onCommand: (command: StepCommand) => void
  onMove: (to: number) => void
}

/** The ways to change the list without dragging. */
export function StepMenu({ name, index, count, disabled, onCommand, onMove }: StepMenuProps) {
  const { t } = useTranslation()
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon aria-label={t('ui.more_for', { name })}>
          <IconDotsVertical size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <MoveMenuItems name={name} index={index} count={count} onMove={onMove} />
        <Menu.Divider />
        <Menu.Item leftSection={<IconCopy size={16} />} onClick={() => onCommand('copy')}>
          {t('builder.menu.copy')}
        </Menu.Item>
        <Menu.Item
          leftSection={disabled ? <IconPlayerPlay size={16} /> : <IconPlayerPause size={16} />}
          onClick={() => onCommand('toggle')}
        >
          {disabled ? t('builder.menu.enable') : t('builder.menu.disable')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item
          color="red"
          leftSection={<IconTrash size={16} />}
          onClick={() => onCommand('remove')}
        >
          {t('builder.menu.remove')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
