import { ActionIcon, Menu } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import type { crm } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { StatusMark } from '@/components/ui/status-name'

/** The names of the palette that statuses can have. */
export const colors = [
  'blue',
  'indigo',
  'violet',
  'grape',
  'pink',
  'red',
  'orange',
  'yellow',
  'lime',
  'green',
  'teal',
  'cyan',
  'gray',
]

interface ColorMenuProps {
  status: crm.Status
  onChange: (color: string) => void
}

/** The mark of a status, which opens the palette. */
export function ColorMenu({ status, onChange }: ColorMenuProps) {
  const { t } = useTranslation()
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <ActionIcon
          size={34}
          variant="default"
          aria-label={t('settings.status_color', { name: status.name })}
        >
          <StatusMark status={status} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown mah={320} style={{ overflowY: 'auto' }}>
        {colors.map((color) => (
          <Menu.Item
            key={color}
            leftSection={<StatusMark status={{ ...status, color }} />}
            rightSection={color === status.color ? <IconCheck size={14} aria-hidden /> : undefined}
            aria-current={color === status.color || undefined}
            onClick={() => onChange(color)}
          >
            {t(`settings.color.${color}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
