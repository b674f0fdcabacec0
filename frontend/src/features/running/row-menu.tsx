import { ActionIcon, Menu } from '@mantine/core'
import {
  type Icon,
  IconDotsVertical,
  IconHelpCircle,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlayerSkipForward,
  IconPlayerStop,
  IconSend,
} from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { useOpenDrawer } from '@/lib/drawers/drawers'
import { type Action, these } from '@/lib/jobs/use-acts'
import { actionsOf } from './view'

const icons: Record<Action, Icon> = {
  send: IconSend,
  skip: IconPlayerSkipForward,
  pause: IconPlayerPause,
  resume: IconPlayerPlay,
  stop: IconPlayerStop,
}

interface RowMenuProps {
  row: api.RunningRow
  onAct: (pick: api.RunningPick, action: Action) => void
}

/** What can be done with one card. */
export function RowMenu({ row, onAct }: RowMenuProps) {
  const { t } = useTranslation()
  const open = useOpenDrawer()
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon aria-label={t('ui.more_for', { name: row.cardName })} tabIndex={-1}>
          <IconDotsVertical size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconHelpCircle size={16} />}
          onClick={() => open({ kind: 'why', card: row.card, sequence: row.sequence })}
        >
          {t('running.why')}
        </Menu.Item>
        {actionsOf(row).map((action) => {
          const Picture = icons[action]
          return (
            <Menu.Item
              key={action}
              color={action === 'stop' ? 'red' : undefined}
              leftSection={<Picture size={16} />}
              onClick={() => onAct(these([row.enrolment]), action)}
            >
              {t(`running.do.${action}`)}
            </Menu.Item>
          )
        })}
      </Menu.Dropdown>
    </Menu>
  )
}
