import { Button, Loader, Menu, Text } from '@mantine/core'
import { IconBolt, IconPlus } from '@tabler/icons-react'
import type { api, crm } from '@wails/go/models'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useActiveSequences } from '../api'
import { StartDialog } from './start-dialog'

/** Starts an automation for the card by hand: which one, and then what that will do. */
export function StartAutomation({ view }: { view: api.CardView }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const [chosen, setChosen] = useState<crm.Sequence>()
  const sequences = useActiveSequences(view.card.product, open)
  const running = new Set(
    view.passages.filter((p) => p.enrolment.ended === 0).map((p) => p.enrolment.sequence),
  )
  return (
    <>
      <Menu opened={open} onChange={setOpen} width={280}>
        <Menu.Target>
          <Button size="compact-sm" variant="subtle" leftSection={<IconPlus size={14} />}>
            {t('cards.start')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{t('cards.start_which')}</Menu.Label>
          {sequences.isPending && <Loader size="sm" m="sm" />}
          {sequences.data?.length === 0 && (
            <Text size="sm" c="dimmed" px="sm" py="xs">
              {t('cards.none_active')}
            </Text>
          )}
          {sequences.data?.map(({ sequence }) => (
            <Menu.Item
              key={sequence.id}
              leftSection={<IconBolt size={16} />}
              disabled={running.has(sequence.id)}
              onClick={() => setChosen(sequence)}
            >
              {sequence.name}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {chosen && <StartDialog view={view} sequence={chosen} onClose={() => setChosen(undefined)} />}
    </>
  )
}
