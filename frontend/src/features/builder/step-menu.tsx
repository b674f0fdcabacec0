import { Menu } from '@mantine/core'
import {
  IconCopy,
  IconDotsVertical,
  IconPlayerPause,
  IconPlayerPlay,
  IconTrash,
} from '@tabler/icons-react'
import type { TFunction } from 'i18next'
import { MoveMenuItems } from '@/components/ui/sortable-row'
import classes from './step-list.module.css'
import type { StepActions } from './step-row'
import { useLateOpen } from './use-late-open'

/** What a step's menu can do, besides moving it. */
export type StepCommand = 'copy' | 'toggle' | 'remove'

const dotsIcon = <IconDotsVertical size={16} aria-hidden />

interface StepMenuProps {
  name: string
  index: number
  disabled: boolean
  stepKey: string
  act: StepActions
  t: TFunction
}

/** The ways to change the list without dragging. Drawn only while it is open. */
export function StepMenu(p: StepMenuProps) {
  const { t } = p
  const { isOpen, open, close, button } = useLateOpen()
  const dots = (
    <button
      ref={button}
      type="button"
      className={classes.more}
      aria-label={t('ui.more_for', { name: p.name })}
      aria-haspopup="menu"
      aria-expanded={isOpen}
      onClick={() => (isOpen ? close() : open())}
    >
      {dotsIcon}
    </button>
  )
  if (!isOpen) return dots
  return (
    <Menu opened onChange={(opened) => !opened && close()} position="bottom-end">
      <Menu.Target>{dots}</Menu.Target>
      <Menu.Dropdown>
        <Commands {...p} />
      </Menu.Dropdown>
    </Menu>
  )
}

function Commands({ name, index, disabled, stepKey, act, t }: StepMenuProps) {
  const run = (command: StepCommand) => () => act.command(stepKey, command)
  return (
    <>
      <MoveMenuItems
        name={name}
        index={index}
        count={act.count()}
        onMove={(to) => act.move(stepKey, to)}
      />
      <Menu.Divider />
      <Menu.Item leftSection={<IconCopy size={16} />} onClick={run('copy')}>
        {t('builder.menu.copy')}
      </Menu.Item>
      <Menu.Item
        leftSection={disabled ? <IconPlayerPlay size={16} /> : <IconPlayerPause size={16} />}
        onClick={run('toggle')}
      >
        {disabled ? t('builder.menu.enable') : t('builder.menu.disable')}
      </Menu.Item>
      <Menu.Divider />
      <Menu.Item color="red" leftSection={<IconTrash size={16} />} onClick={run('remove')}>
        {t('builder.menu.remove')}
      </Menu.Item>
    </>
  )
}
