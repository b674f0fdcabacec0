import { Button, Loader, Menu, Text } from '@mantine/core'
import { IconBolt, IconPlus } from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useConfirm } from '@/components/ui/confirm'
import { toast, toastError } from '@/components/ui/toast'
import { ApiError } from '@/lib/api/client'
import { say } from '@/lib/i18n/say'
import { useActiveSequences, useCardActions } from './api'

/** Starts an automation for the card by hand. One whose filter the card is not in asks first. */
export function StartAutomation({ card }: { card: api.CardView }) {
  const { t } = useTranslation()
  const confirm = useConfirm()
  const [open, setOpen] = useState(false)
  const sequences = useActiveSequences(card.card.product, open)
  const { start } = useCardActions(card.card.id)
  const running = new Set(
    card.passages.filter((p) => p.enrolment.ended === 0).map((p) => p.enrolment.sequence),
  )
  const run = async (sequence: string, name: string, anyway: boolean) => {
    try {
      await start.mutateAsync({ sequence, anyway })
      toast({ title: t('cards.started', { name }) })
    } catch (error) {
      if (anyway || !doesNotMatch(error)) return toastError(error)
      const sure = await confirm({
        title: t('cards.start_anyway_title', { name }),
        children: `${say(error)} ${t('cards.start_anyway_words')}`,
        action: t('cards.start_anyway'),
      })
      if (sure) await run(sequence, name, true)
    }
  }
  return (
    <Menu opened={open} onChange={setOpen} width={260}>
      <Menu.Target>
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={<IconPlus size={14} />}
          loading={start.isPending}
        >
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
            onClick={() => void run(sequence.id, sequence.name, false)}
          >
            {sequence.name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

/** The backend's question whether to start although the card is not in the filter. */
function doesNotMatch(error: unknown): error is ApiError {
  return error instanceof ApiError && error.key === 'error.sequence.no_match'
}
