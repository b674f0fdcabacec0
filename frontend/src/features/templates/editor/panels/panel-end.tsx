import { Button, Group } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { NodePanelParts } from './node-panel'

/** The end of every panel: remove, done. */
export function PanelEnd({ remove, close }: Pick<NodePanelParts, 'remove' | 'close'>) {
  const { t } = useTranslation()
  return (
    <Group justify="space-between" mt={4}>
      <Button
        variant="subtle"
        color="red"
        size="compact-sm"
        leftSection={<IconTrash size={15} />}
        onClick={remove}
      >
        {t('editor.remove')}
      </Button>
      <Button size="compact-sm" variant="light" onClick={close}>
        {t('editor.done')}
      </Button>
    </Group>
  )
}
