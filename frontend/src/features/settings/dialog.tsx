import { Group, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Modal } from '@/components/ui/modal'

interface DialogProps {
  title: string
  onClose: () => void
  /** Cancel first, what it does last. */
  actions: ReactNode
  children: ReactNode
  /** Something is under way: the dialog stays. */
  busy?: boolean
}

/** A question with its consequences, in the middle of the screen. */
export function Dialog({ title, onClose, actions, children, busy }: DialogProps) {
  const { t } = useTranslation()
  return (
    <Modal
      opened
      onClose={busy ? () => {} : onClose}
      size="lg"
      title={
        <Text span fw={600} fz="lg" style={{ overflowWrap: 'anywhere' }}>
          {title}
        </Text>
      }
      closeButtonProps={{ 'aria-label': t('common.close'), disabled: busy }}
    >
      <Stack gap="md">
        {children}
        <Group justify="flex-end" gap="xs">
          {actions}
        </Group>
      </Stack>
    </Modal>
  )
}
