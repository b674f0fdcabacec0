import { Button, Menu } from '@mantine/core'
import {
  IconBolt,
  IconBoltOff,
  IconChevronDown,
  IconCircleDashed,
  IconDotsVertical,
  IconDownload,
  IconForms,
  IconTag,
  IconTagOff,
  IconTrash,
  IconUser,
} from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'

type Kind = api.BulkAction['kind']

const first: [Kind, typeof IconTag][] = [
  ['status', IconCircleDashed],
  ['owner', IconUser],
  ['tag', IconTag],
]
const second: [Kind, typeof IconTag][] = [
  ['untag', IconTagOff],
  ['field', IconForms],
  ['start', IconBolt],
  ['stop', IconBoltOff],
]

interface BulkActionsProps {
  onPick: (kind: Kind) => void
  onExport: () => void
}

/** What can be done to the chosen cards. */
export function BulkActions({ onPick, onExport }: BulkActionsProps) {
  const { t } = useTranslation()
  return (
    <>
      {first.map(([kind, Picture]) => (
        <Button
          key={kind}
          size="xs"
          variant="default"
          visibleFrom="sm"
          leftSection={<Picture size={15} />}
          onClick={() => onPick(kind)}
        >
          {t(`cards.bulk.${kind}`)}
        </Button>
      ))}
      <Menu width={232}>
        <Menu.Target>
          <Button
            size="xs"
            variant="default"
            leftSection={<IconDotsVertical size={15} />}
            rightSection={<IconChevronDown size={14} />}
          >
            {t('cards.bulk_more')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {first.map(([kind, Picture]) => (
            <Menu.Item
              key={kind}
              hiddenFrom="sm"
              leftSection={<Picture size={16} />}
              onClick={() => onPick(kind)}
            >
              {t(`cards.bulk.${kind}`)}
            </Menu.Item>
          ))}
          {second.map(([kind, Picture]) => (
            <Menu.Item key={kind} leftSection={<Picture size={16} />} onClick={() => onPick(kind)}>
              {t(`cards.bulk.${kind}`)}
            </Menu.Item>
          ))}
          <Menu.Item leftSection={<IconDownload size={16} />} onClick={onExport}>
            {t('cards.export')}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item
            c="var(--mantine-color-error)"
            leftSection={<IconTrash size={16} />}
            onClick={() => onPick('delete')}
          >
            {t('cards.bulk.delete')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </>
  )
}
